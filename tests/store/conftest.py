"""What the tests of the store share."""

from collections.abc import Generator
from pathlib import Path

import pytest

from journal.store.key import Key
from tests.store.divergence import Copies


@pytest.fixture
def copies(template: tuple[Path, Key], tmp_path: Path) -> Generator[Copies]:
    """Journals that part and meet."""
    made = Copies(template, tmp_path)
    yield made
    made.close()
