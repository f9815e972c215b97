"""One window per journal: a lock file beside the journal, and a word to the window that has it already.

The lock file says which process of which computer has the journal open; that of a process which is no more never blocks.
The word goes through a local socket, whose name is made from the user and the journal's place, so that only windows of
the same user find each other; it holds nothing but the desktop's permission to come to the front.
"""

import contextlib
import os
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Qt, Signal, Slot

from journal import paths
from journal.errors import JournalOpenElsewhere

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

#: Wayland lets a window come to the front only with a token that the desktop gave to whom the user has clicked on.
TOKEN_VARIABLE: Final = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the name of a variable)
_RAISE: Final = b"raise "
_RAISED: Final = b"raised\n"
_MOST_BYTES: Final = 512
_ANSWER_MS: Final = 2000
_TRIES: Final = 20  # a window that has just started listens only once it is painted
_REST_S: Final = 0.1


class Holder(NamedTuple):
    """Who has a journal open: `host` is the name of the other computer, empty for this one."""

    pid: int
    host: str
    program: str


class OneWindow(QObject):
    """Holds one journal at a time for this process; `raise_asked` when a second start asks for its window."""

    raise_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Holds nothing yet."""
        super().__init__(parent)
        self.path: Path | None = None
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._may_listen = False

    def take(self, journal: Path, *, by_force: bool = False) -> bool:
        """Hold this journal instead of any other; False when another window here has it, which then comes to the front.

        by_force: even though another computer seems to have it open, as after a crash there. Raises JournalOpenElsewhere
        when another computer or user holds it; what was held before is kept then, as it is for False.
        """
        path = _place(journal)
        is_worth_it = _is_worth_a_lock(path)
        if path == self.path and (self._lock or not is_worth_it):
            return True
        if not is_worth_it:
            self.release()
            self.path = path
            return True
        lock = _lock_of(path)
        if not _locked(lock, by_force=by_force):
            holder = _holder(lock)
            if holder is None or not holder.host:
                if raise_other(path, _TRIES if holder else 1):
                    return False
                if holder and not _taken_over(lock):
                    raise JournalOpenElsewhere
            else:
                raise JournalOpenElsewhere(holder.host)
        self.release()
        self.path, self._lock = path, lock
        self.listen()
        return True

    @Slot()
    def release(self) -> None:
        """Let go of the journal; another window may take it."""
        if self._server:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock:
            self._lock.unlock()
        self.path = self._lock = None

    @Slot()
    def start_listening(self) -> None:
        """From now on answer to second starts: once the first window is painted, for it costs time."""
        self._may_listen = True
        self.listen()

    def listen(self) -> None:
        """Answer to second starts on what is held now."""
        if not self._may_listen or self._server or self.path is None:
            return
        from PySide6.QtNetwork import QLocalServer

        name = _server_name(self.path)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        if not server.listen(name):
            QLocalServer.removeServer(name)  # of a process that was killed: we have the lock, so nobody else listens
            server.listen(name)
        self._server = server

    @Slot()
    def _answer(self) -> None:
        while self._server and (caller := self._server.nextPendingConnection()):
            caller.readyRead.connect(self._read)
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._heed(caller)

    @Slot()
    def _read(self) -> None:
        self._heed(cast("QLocalSocket", self.sender()))

    def _heed(self, caller: "QLocalSocket") -> None:
        said = bytes(caller.peek(_MOST_BYTES).data())
        if not said.endswith(b"\n") and len(said) < _MOST_BYTES:
            return  # the rest is on its way
        caller.readAll()
        if not said.startswith(_RAISE):
            caller.abort()
            return
        token = said.removeprefix(_RAISE).strip().decode("ascii", "ignore")
        if token:
            os.environ[TOKEN_VARIABLE] = token  # where Qt looks for it
        caller.write(_RAISED)
        caller.flush()
        self.raise_asked.emit()


def bring_to_front(window: "QWidget") -> None:
    """Show a window before all others, as large as it was."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def raise_other(journal: Path, tries: int = 1) -> bool:
    """Ask the window of this user that has the journal to come to the front; whether one has answered."""
    from PySide6.QtNetwork import QLocalSocket

    name = _server_name(_place(journal))
    for number in range(tries):
        if number:
            time.sleep(_REST_S)
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(_ANSWER_MS):
            socket.write(_RAISE + os.environ.get(TOKEN_VARIABLE, "").encode("ascii", "ignore")[:256] + b"\n")
            while bytes(socket.peek(len(_RAISED)).data()) != _RAISED and socket.waitForReadyRead(_ANSWER_MS):
                pass
            answer = bytes(socket.readAll().data())
            socket.abort()
            return answer == _RAISED
    return False


def held_by(journal: Path) -> Holder | None:
    """Who has this journal open in a window; None when nobody has, or only a process that is no more."""
    lock = _lock_of(_place(journal))
    if not Path(lock.fileName()).exists():
        return None
    if lock.tryLock(0):
        lock.unlock()
        return None
    holder = _holder(lock)
    if holder and not holder.host and _taken_over(lock):
        lock.unlock()
        return None
    return holder


def _is_worth_a_lock(path: Path) -> bool:
    """No file is left beside a journal that is not there, unless it is about to be made in our own folder."""
    return path.exists() or path.parent == _place(paths.default_journal().parent)


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    lock.setStaleLockTime(0)
    return lock


def _locked(lock: QLockFile, *, by_force: bool) -> bool:
    if lock.tryLock(0):
        return True
    return by_force and lock.error() is QLockFile.LockError.LockFailedError and _taken_over(lock)


def _taken_over(lock: QLockFile) -> bool:
    """The file of a dead process whose number is now another's: the system's own lock on it is gone, and so may it."""
    return lock.removeStaleLockFile() and lock.tryLock(0)


def _holder(lock: QLockFile) -> Holder | None:
    """Who holds it; None where there can be no lock, as in a folder that we may only read."""
    if lock.error() is not QLockFile.LockError.LockFailedError:
        return None
    # its stub names a tuple of other things than it gives: the process, its computer, its program
    pid, host, program = cast("tuple[int, str, str]", cast(object, lock.getLockInfo()))
    return Holder(pid, "" if host == QSysInfo.machineHostName() else host, program)


def _place(journal: Path) -> Path:
    """One name for one journal, through links too."""
    with contextlib.suppress(OSError, RuntimeError):
        return journal.resolve()
    return journal.absolute()


def _server_name(path: Path) -> str:
    import hashlib  # the first window does not wait for it

    user = str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "")
    digest = hashlib.sha256(f"{user}\0{os.path.normcase(path)}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    name = f"upward-{digest}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(runtime) / name) if runtime and _is_private(Path(runtime)) else name


def _is_private(folder: Path) -> bool:
    try:
        found = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
