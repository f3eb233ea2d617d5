"""What a worker gives up before it meets a query: the network, memory without end, and life beyond its time.

Each holds where the system offers it; the parent kills a worker that is over its time in any case, and a query that
names SERVICE is refused before it comes here.
"""

from __future__ import annotations

import ctypes
import platform
import signal
import struct
import sys
from types import MappingProxyType
from typing import Final

# Number of the system call and of the architecture, from Linux' own headers (asm/unistd.h, linux/audit.h).
_SOCKET: Final = MappingProxyType({"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7)})
_IO_URING_SETUP: Final = 425  # the other way to a socket
_X32: Final = 0x40000000
_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES


def cut_network() -> bool:
    """Make every later try to open a socket fail, in this process and its children; whether that holds (Linux)."""
    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    code = _program(*_SOCKET[platform.machine()])
    held = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(program), 0, 0) == 0)


def _program(socket: int, architecture: int) -> bytes:
    """The filter, in the kernel's own code (linux/filter.h): operation, jump if true, jump if false, operand."""
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, 0),
        (_ABOVE, 3, 0, _X32),
        (_EQUAL, 2, 0, socket),
        (_EQUAL, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def limit_memory(size: int) -> None:
    """Let the process have no more than `size` bytes of its own, where the system can hold it to that."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def end_after(seconds: float) -> None:
    """Let the system end this process in so many seconds, should no one else; 0 takes that back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
