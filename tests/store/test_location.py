"""Where a journal lies: what is warned of, and what is a quiet place."""

import json
import os
from pathlib import Path

import pytest

from journal.store import disks, location
from journal.store.disks import Mount

MOUNTINFO = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /home/ada/share rw shared:9 - cifs //server/share rw,vers=3.0
31 22 0:27 / /home/ada/two\040words rw - nfs4 server:/export rw
32 22 8:17 / /run/media/ada/STICK rw shared:11 - vfat /dev/sdb1 rw
33 22 0:28 / /home/ada/drive rw - fuse.rclone remote: rw
34 30 8:1 /x /home/ada/share/local rw - ext4 /dev/sda1 rw
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own with nothing in it, on this computer's disk."""
    made = tmp_path / "home" / "ada"
    made.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: made)
    return made


def kind(folder: Path) -> str:
    found = location.risk(folder)
    return found.kind if found else ""


def carrier(folder: Path) -> str:
    found = location.risk(folder)
    return found.carrier if found else ""


def test_a_plain_folder_is_a_quiet_place(home: Path) -> None:
    assert location.risk(home / "Documents" / "not there yet") is None


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("Dropbox/notes", "Dropbox"),
        ("OneDrive - Example Ltd/Documents", "OneDrive"),
        ("Dropbox (Example)", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-ada@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Example", "OneDrive"),
        ("Nextcloud", "Nextcloud"),
        ("Box/team", "Box"),
    ],
)
def test_a_folder_called_as_sync_clients_call_theirs_is_named(home: Path, below: str, name: str) -> None:
    assert carrier(home / below) == name
    assert name in (found.sentence if (found := location.risk(home / below)) else "")


def test_a_plain_word_is_no_sync_client_unless_it_stands_at_home(home: Path) -> None:
    assert location.risk(home / "projects" / "box") is None
    assert location.risk(home / "my dropboxes") is None


@pytest.mark.parametrize(
    ("mark", "name"),
    [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".sync_0a1b2c3d.db", "Nextcloud")],
)
def test_the_mark_of_a_sync_client_is_found_above_the_folder(home: Path, mark: str, name: str) -> None:
    inner = home / "plain" / "inner"
    inner.mkdir(parents=True)
    assert location.risk(inner) is None
    (home / "plain" / mark).mkdir()
    assert carrier(inner) == name
    assert location.risk(home) is None


def test_a_mark_is_found_among_thousands_of_files_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "_MOST_ENTRIES", 3)
    for number in range(9):
        (home / f"{number}.txt").touch()
    assert location.risk(home) is None
    (home / ".stfolder").touch()
    assert carrier(home) == "Syncthing"


def test_a_link_into_a_synced_folder_is_seen_through(home: Path) -> None:
    (home / "Dropbox").mkdir()
    assert location.risk(home / "quiet") is None
    (home / "quiet").symlink_to(home / "Dropbox")
    assert carrier(home / "quiet") == "Dropbox"


def test_what_dropbox_says_that_it_carries_is_believed(home: Path) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps({"business": {"path": str(home / "Work files")}}))
    assert carrier(home / "Work files" / "a") == "Dropbox"
    (home / ".dropbox" / "info.json").write_text("[}")
    assert location.risk(home / "Work files") is None


@pytest.mark.parametrize(
    ("folder", "wanted"),
    [
        ("/home/ada/share/notes", "network"),
        ("/home/ada/two words/x", "network"),
        ("/run/media/ada/STICK", "removable"),
        ("/home/ada/drive", "cloud"),
        ("/home/ada/share/local", "local"),
        ("/home/ada/sharewood", "local"),
    ],
)
def test_the_kind_of_the_disk_is_that_of_the_innermost_mount(folder: str, wanted: str) -> None:
    assert disks._linux_kind(Path(folder), disks.mounts(MOUNTINFO)) == wanted


def test_a_disk_that_the_kernel_calls_removable_is_so_wherever_it_is_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "_DEVICES", tmp_path)
    (tmp_path / "sdb" / "sdb1").mkdir(parents=True)
    (tmp_path / "8:17").symlink_to(tmp_path / "sdb" / "sdb1")
    mounted = [Mount(Path("/data"), "ext4", "8:17")]
    for figure, wanted in (("0\n", "local"), ("1\n", "removable")):
        (tmp_path / "sdb" / "removable").write_text(figure)
        assert disks._linux_kind(Path("/data/x"), mounted) == wanted


def test_a_drive_of_another_computer_and_a_stick_have_sentences_of_their_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences: set[str] = set()
    for disk in ("network", "removable", "cloud"):

        def kind_of(_folder: Path, disk: str = disk) -> str:
            return disk

        monkeypatch.setattr(location, "disk_kind", kind_of)
        found = location.risk(home)
        assert found
        sentences.add(found.sentence)
    assert len(sentences) == 3


@pytest.mark.skipif(os.name != "posix" or not Path("/proc/self/mountinfo").exists(), reason="only there")
def test_the_mounts_of_this_computer_are_read() -> None:
    found = disks.mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8"))
    assert {Path("/"), Path("/proc")} & {mount.point for mount in found}  # a changed root has no mount of its own
