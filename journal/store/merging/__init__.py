"""The parts of a merge: ancestry, the two sides, comparing, joining, writing, and the report."""
