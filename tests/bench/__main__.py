"""`python3 dev.py bench`: prints every ratio, and every time that one waits, beside its goal.

Nothing here passes or fails; a missed goal is said.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import page_bench, paper_bench, preview_bench, reading_bench, store_bench, vault_bench, window_bench
from tests.bench.corpus import journal_of
from tests.bench.practice_corpus import lived_in

MANY, SOME, FEW = 100_000, 10_000, 100


def main() -> int:
    """Run everything once; the corpus lives in a temporary folder, or in $UPWARD_BENCH to be used again."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(os.environ.get("UPWARD_BENCH", folder))
        print(f"Making a journal of {MANY:,} invented entries …", flush=True)
        many, few = journal_of(MANY, place), journal_of(FEW, place)
        whole = lived_in(many, place)
        parts = (
            window_bench.run(many, few),
            page_bench.run(whole),
            store_bench.run(many),
            vault_bench.run(many, few),
            paper_bench.run(),
            preview_bench.run(),
            reading_bench.run(journal_of(SOME, place), few),
        )
        for part in parts:
            for measured in part:
                print(measured.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
