"""Whatever the moment at which the program is killed: what was acknowledged is there, and nothing is half."""

import random
from pathlib import Path

from journal.store.key import Key
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE
from tests.faults import saver
from tests.faults.killing import Program, program


def _killed_life(saving: Program, delay: float) -> int:
    """One life, killed so many seconds after its first save; the number of the last save that it acknowledged."""
    return int(saving.killed(delay, after=1)[-1])


def _whats_wrong(path: Path, key: Key, acknowledged: int) -> str:
    """What is missing, half or damaged in a journal after a kill; nothing when all is well."""
    vault = Vault.open_keyed(path, key)
    faults = vault.integrity_faults()
    with vault.read() as session:
        wrong = saver.whats_wrong(session.connection().connection.driver_connection, acknowledged)
    vault.close()
    return wrong or " ".join(faults)


def test_every_acknowledged_save_survives_being_killed(vault: Vault, long: bool) -> None:
    vault.close()
    die = random.Random()
    with program("saver", vault.path, secrets=[PASSPHRASE]) as saving:
        for _life in range(200 if long else 25):
            acknowledged = _killed_life(saving, die.uniform(0.01, 0.25 if long else 0.12))
            assert not _whats_wrong(vault.path, vault.key, acknowledged)


def test_these_kills_find_out_who_says_saved_before_it_is(vault: Vault) -> None:
    vault.close()
    die = random.Random()
    with program("saver", vault.path, "careless", secrets=[PASSPHRASE]) as saving:
        lives = (_killed_life(saving, die.uniform(0.01, 0.04)) for _life in range(100))
        assert any(_whats_wrong(vault.path, vault.key, acknowledged) for acknowledged in lives)
