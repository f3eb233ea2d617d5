"""Many readers or one writer: the lock that stands before a store.

The engine itself refuses a second writer, but reading beside a writer is unsafe, so readers ask here first. The lock
is the operating system's: it ends with its process, however that ends.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from ..errors import StoreError

if sys.platform != "win32":
    import fcntl

NAME = "zeren.lock"


def hold(folder: Path, *, writing: bool) -> IO[bytes] | None:
    """Take the store's lock without waiting; closing what is returned gives it back."""
    name = folder / NAME
    try:
        handle = name.open("ab" if writing or not name.exists() else "rb")
    except OSError as error:
        if not writing:
            return None  # a store on read-only media has no writer
        raise StoreError(f"{folder}：不能写入（{error.strerror}）；请检查文件夹权限，或另选一处") from None
    if sys.platform == "win32":  # there the engine's own lock remains
        return handle
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if writing else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise StoreError(f"{folder}：另一个进程正在使用；请等它结束后再试") from None
    return handle
