"""What is being chosen on the importance board and is no hand yet: kept as it stands, whatever page one goes to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from journal.practices.importance import COMPETENCIES, RATERS

Place = tuple[str, int, str]  # a manager's chapter, a round, a rater


class Laying:
    """Cards and days by manager, round and rater; plain values go out and come in."""

    def __init__(self) -> None:
        """Nothing is being chosen."""
        self.cards: dict[Place, list[str]] = {}
        self.days: dict[Place, date] = {}

    def drop(self, place: Place) -> None:
        """This hand is done, or left as it was."""
        self.cards.pop(place, None)
        self.days.pop(place, None)

    def typed(self) -> dict[str, Any]:
        """Plain values, to be kept; empty where nothing is being chosen."""
        found: dict[str, Any] = {}
        if self.cards:
            found["cards"] = {_name(place): cards for place, cards in self.cards.items()}
        if self.days:
            found["days"] = {_name(place): day.isoformat() for place, day in self.days.items()}
        return found

    def put(self, typed: Mapping[str, Any]) -> None:
        """Take kept values back."""
        for name, cards in typed.get("cards", {}).items():
            self.cards[_place(name)] = [card for card in cards if card in COMPETENCIES]
        for name, day in typed.get("days", {}).items():
            self.days[_place(name)] = date.fromisoformat(day)


def _name(place: Place) -> str:
    manager_id, number, rater = place
    return f"{manager_id} {number} {rater}"


def _place(name: str) -> Place:
    manager_id, number, rater = name.split(" ")
    return manager_id, int(number), rater if rater in RATERS else RATERS[0]
