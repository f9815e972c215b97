from datetime import timedelta

import pytest

from journal.errors import BadInput
from journal.practices import managers, pulse
from journal.store.vault import Vault
from tests import make

DAY = make.DAY


def test_a_word_without_a_mark_is_left_out_of_its_line(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        pulse.take(session, DAY + timedelta(7), {"support": 4}, "", manager_id=boss)
        pulse.take(session, DAY, {"support": 2, "trust": 5}, "  After the offsite ", manager_id=boss)
    with vault.read() as session:
        found = pulse.pulses(session, boss)
    assert pulse.series(found, "support") == [(DAY, 2), (DAY + timedelta(7), 4)]
    assert pulse.series(found, "trust") == [(DAY, 5)]
    assert pulse.series(found, "loyalty") == []
    assert found[0].note == "After the offsite"


@pytest.mark.parametrize("marks", [{}, {"support": None}, {"support": 0}, {"trust": 6}])
def test_a_pulse_is_at_least_one_mark_from_one_to_five(vault: Vault, marks: dict[str, int | None]) -> None:
    with vault.write() as session, pytest.raises(BadInput):
        pulse.take(session, DAY, marks, "", manager_id=make.manager(session).id)


def test_there_is_one_pulse_a_day_with_each_manager(vault: Vault) -> None:
    with vault.write() as session:
        ada, ben = managers.begin(session, "Ada").id, managers.begin(session, "Ben").id
        first = pulse.take(session, DAY, {"support": 2}, "", manager_id=ada)
        pulse.take(session, DAY, {"support": 5}, "", manager_id=ben)
        second = pulse.take(session, DAY + timedelta(1), {"support": 3}, "", manager_id=ada)
    with vault.write() as session:
        with pytest.raises(BadInput, match="of that day already"):
            pulse.take(session, DAY, {"support": 3}, "", manager_id=ada)
        with pytest.raises(BadInput, match="of that day already"):
            pulse.revise(session, second.id, DAY, {"support": 3}, "")
        pulse.move_to_trash(session, first.id)
        pulse.revise(session, second.id, DAY, {"trust": 1}, "")
        assert pulse.marks_of(pulse.pulses(session, ada)[0])["support"] is None
