"""`python -m journal`: the command `upward`."""

import sys

from journal.cli import main

sys.exit(main())
