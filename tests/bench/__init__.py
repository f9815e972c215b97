"""Benchmarks: ratios to a floor that is measured in the same run, paired round by round. No test asserts a time."""
