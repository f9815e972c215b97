"""On what kind of disk a folder lies: in this computer, in another one, in the cloud, or on something one pulls out."""

import ctypes
import os
import re
import sys
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

Kind = Literal["local", "network", "cloud", "removable"]

_NETWORK: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "ncp", "afs", "coda", "ceph", "lustre", "glusterfs", "davfs", "9p",
        "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.smbnetfs", "fuse.glusterfs", "fuse.ceph", "fuse.gvfsd-fuse",
        "fuse.curlftpfs", "fuse.kio-fuse", "fuse.cifs", "fuse.nfs",
    }
)  # fmt: skip
_CLOUD: Final = frozenset(
    {
        "fuse.rclone", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.s3fs", "fuse.gcsfuse", "fuse.pcloud",
        "fuse.pcloudfs", "fuse.insync", "fuse.dropbox", "fuse.expandrive", "fuse.odrive", "fuse.blobfuse", "fuse.seadrive",
    }
)  # fmt: skip
_MEDIA: Final = (Path("/media"), Path("/run/media"))  # where desktops mount what was plugged in
_MOUNTS: Final = Path("/proc/self/mountinfo")
_DEVICES: Final = Path("/sys/dev/block")
_WINDOWS_KINDS: Final[dict[int, Kind]] = {
    2: "removable",
    4: "network",
}  # DRIVE_REMOVABLE, DRIVE_REMOTE of GetDriveTypeW
_MAC_LOCAL: Final = 0x00001000  # MNT_LOCAL of statfs(2)
_MAC_FLAGS: Final = 64  # where f_flags stands in the 64-bit struct statfs
_MAC_STATFS: Final = 2168  # its size


class Mount(NamedTuple):
    """One mounted file system: where, of which kind, on which device (`major:minor`)."""

    point: Path
    kind: str
    device: str


def disk_kind(folder: Path) -> Kind:
    """The kind of the disk under a folder that exists; `local` where it cannot be known."""
    if sys.platform == "win32":
        return _windows_kind(folder)
    if sys.platform == "darwin":
        return _mac_kind(folder)
    return _linux_kind(folder, mounts(_text(_MOUNTS)))


def _linux_kind(folder: Path, mounted: list[Mount]) -> Kind:
    around = [mount for mount in mounted if folder.is_relative_to(mount.point)]
    if not around:
        return "local"
    mount = max(reversed(around), key=_depth)  # of several at one place the last one counts
    if mount.kind in _CLOUD:
        return "cloud"
    if mount.kind in _NETWORK:
        return "network"
    plugged = any(mount.point.is_relative_to(place) for place in _MEDIA) or _is_removable(mount.device)
    return "removable" if plugged else "local"


def mounts(text: str) -> list[Mount]:
    """The lines of `/proc/self/mountinfo` (proc(5)): its fields stand in fixed places but for optional ones before a dash."""
    found: list[Mount] = []
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        fields, rest = before.split(" "), after.split(" ")
        if dash and len(fields) > 4:
            found.append(Mount(Path(_unescaped(fields[4])), rest[0], fields[2]))
    return found


def _depth(mount: Mount) -> int:
    return len(mount.point.parts)


def _unescaped(name: str) -> str:
    r"""Spaces and the like stand there as three octal digits, such as `\040`."""
    return re.sub(r"\\([0-7]{3})", _character, name)


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))


def _is_removable(device: str) -> bool:
    """What the kernel says of the disk, which for a partition is the folder above it."""
    place = _DEVICES / device
    try:
        real = place.resolve(strict=True)
    except OSError:
        return False
    return any(_text(each / "removable").strip() == "1" for each in (real, real.parent))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _windows_kind(folder: Path) -> Kind:
    anchor = folder.anchor
    if anchor.startswith("\\\\") and not anchor.startswith(("\\\\?\\", "\\\\.\\")):
        return "network"
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 (only there has ctypes this name)
    return _WINDOWS_KINDS.get(int(kernel.GetDriveTypeW(anchor)), "local")


def _mac_kind(folder: Path) -> Kind:
    """By statfs(2), which Python does not offer; what is mounted under /Volumes and is no server's is plugged in."""
    room = ctypes.create_string_buffer(_MAC_STATFS)
    library = ctypes.CDLL(None)
    call: Any = getattr(library, "statfs$INODE64", None) or library.statfs
    if call(os.fsencode(folder), room) != 0:
        return "local"
    if not int.from_bytes(room.raw[_MAC_FLAGS : _MAC_FLAGS + 4], sys.byteorder) & _MAC_LOCAL:
        return "network"
    return "removable" if folder.is_relative_to("/Volumes") else "local"
