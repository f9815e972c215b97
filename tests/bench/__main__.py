"""`python3 dev.py bench`: prints every ratio beside its goal. Nothing here passes or fails; a missed goal is said."""

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import paper_bench, store_bench, vault_bench, window_bench
from tests.bench.corpus import journal_of

MANY, FEW = 100_000, 100


def main() -> int:
    """Run everything once; the corpus lives in a temporary folder, or in $UPWARD_BENCH to be used again."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(os.environ.get("UPWARD_BENCH", folder))
        print(f"Making a journal of {MANY:,} invented entries …", flush=True)
        many, few = journal_of(MANY, place), journal_of(FEW, place)
        parts = (window_bench.run(many, few), store_bench.run(many), vault_bench.run(many, few), paper_bench.run())
        for part in parts:
            for ratio in part:
                print(ratio.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
