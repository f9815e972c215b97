"""Two ways of doing the same, measured in turn, and what their ratio is."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """What was measured: the goal, the median ratio of the pairs, and the medians of both in milliseconds."""

    name: str
    ratio: float
    ours_ms: float
    floor_ms: float
    goal: float
    rounds: int
    note: str = ""

    def line(self) -> str:
        """One row of the table."""
        verdict = "ok    " if self.ratio <= self.goal else "MISSED"
        figures = f"{self.ratio:6.2f} (goal {self.goal:4.2f})  {self.ours_ms:9.2f} / {self.floor_ms:8.2f} ms"
        return f"{verdict} {self.name:<58} {figures}  n={self.rounds}  {self.note}"


@dataclass(frozen=True)
class Duration:
    """A time that somebody waits, with its goal, both in milliseconds."""

    name: str
    ms: float
    goal: float
    note: str = ""

    def line(self) -> str:
        """One row of the table."""
        verdict = "ok    " if self.ms <= self.goal else "MISSED"
        return f"{verdict} {self.name:<58} {self.ms:6.1f} ms (goal {self.goal:.0f} ms)  {self.note}"


def timed(work: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    was_on = gc.isenabled()
    gc.disable()  # as timeit does: what one call left behind is not the next one's
    start = time.perf_counter()
    work()
    took = (time.perf_counter() - start) * 1000
    if was_on:
        gc.enable()
    return took


def compare(
    name: str, ours: Callable[[], object], floor: Callable[[], object], *, goal: float, rounds: int = 15, note: str = ""
) -> Ratio:
    """Run both in turn; the first pair warms up and does not count."""
    pairs = [(timed(ours), timed(floor)) for _round in range(rounds + 1)][1:]
    return ratio_of(name, pairs, goal=goal, note=note)


def ratio_of(name: str, pairs: list[tuple[float, float]], *, goal: float, note: str = "") -> Ratio:
    """The median of the pairs' ratios."""
    return Ratio(
        name,
        median(ours / floor for ours, floor in pairs),
        median(ours for ours, _floor in pairs),
        median(floor for _ours, floor in pairs),
        goal,
        len(pairs),
        note,
    )


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return percentile(values, 95)


def percentile(values: list[float], share: int) -> float:
    """The value that so many of 100 do not pass."""
    return sorted(values)[min(len(values) - 1, round(len(values) * share / 100))]
