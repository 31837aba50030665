"""The data folder: everything that one installation keeps on this machine."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.errors import Forbidden, IllegalState

SOCKET_PATH_LIMIT = 90  # a unix socket's whole path may have 107 bytes, its file name takes 17 of them


@contextmanager
def open_data_folder(path: Path) -> Iterator[Path]:
    """Create the folder (mode 0700) and hold it for this process; the resolved path.

    Raises IllegalState when another process holds it. The kernel lets go of a dead holder's lock.
    """
    folder = private_folder(path.expanduser().resolve())
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            detail = "Another ResolutionFlow is running on this data folder. Stop it, or name another folder."
            raise IllegalState("data_folder_in_use", detail, folder=str(folder)) from None
        yield folder


def private_folder(path: Path) -> Path:
    """The folder, made if it is missing, for nobody but us. Raises Forbidden if it is somebody else's."""
    path.mkdir(parents=True, exist_ok=True)
    if path.stat().st_uid != os.geteuid():
        raise Forbidden("folder_not_ours", f"{path} belongs to another user. Name another folder.")
    path.chmod(0o700)
    return path


def socket_folder(folder: Path) -> Path:
    """Where a server in `folder` keeps its unix socket: inside, or elsewhere if that path is too long."""
    if len(os.fsencode(folder)) <= SOCKET_PATH_LIMIT:
        return folder
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"resolutionflow-{os.geteuid()}-{name}"


def write_private(path: Path, text: str) -> None:
    """Replace the file's content, all or nothing, readable by nobody but us."""
    draft = path.with_suffix(path.suffix + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
