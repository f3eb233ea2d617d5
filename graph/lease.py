"""The right to write to a store on a server: one writer at a time, as the lock does it for a folder.

It is a note in the book-keeping (who, until when), renewed by a thread while its holder lives; a holder that died on
this machine is seen at once, one elsewhere when its time is over. Each writes its note first and reads the others'
after, so of two that come at the same time both may be refused, but never both let in (the doorway of Lamport's bakery
algorithm, doi:10.1145/361082.361093). It binds only those who ask for it: zeren.
"""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from ..errors import StoreError
from .store import MANIFEST, MARK

LASTING: Final = 180.0  # seconds from one renewal to the end
WRITER: Final = "urn:zeren:writer:"
UNKNOWN: Final = "-"  # what cannot be told of a writer's place
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
_UNTIL: Final = f"{MARK}until"
_WHO: Final = f"{MARK}who"


class Board(Protocol):
    """Where notes are left: a store on a server."""

    def objects(self, predicate: str, graph: str) -> Iterable[tuple[str, str]]:
        """Give subject and object of every triple with a predicate in a graph."""

    def change(
        self, *, updates: Iterable[str] = (), delete: Mapping[str, Iterable[str]] | None = None,
        insert: Mapping[str, Iterable[str]] | None = None,
    ) -> None:  # fmt: skip
        """Run updates, delete and insert lines."""


@dataclass(frozen=True, slots=True)
class Note:
    """A writer's note: who it is, and when its right ends (seconds since 1970, by the writer's clock)."""

    me: str
    who: str
    until: float

    @property
    def living(self) -> bool:
        """Whether the writer may still be at work."""
        return self.until > time.time() and alive(self.who)


class Lease:
    """One writer's right, from `take` to `release`."""

    def __init__(self, board: Board, shown: str) -> None:
        self._board, self._shown = board, shown
        self._me, self._who = f"<{WRITER}{secrets.token_hex(8)}>", myself()
        self._until, self._over, self._lost = 0.0, threading.Event(), False
        self._thread: threading.Thread | None = None

    def take(self) -> None:
        """Take the right, or say who has it. Errors: StoreError."""
        try:
            self._enter()
        except StoreError:
            with contextlib.suppress(StoreError):
                self._erase(self._me)
            raise
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def _enter(self) -> None:
        self._write()
        others = [note for note in notes(self._board) if note.me != self._me]
        if held := [note for note in others if note.living]:
            raise StoreError(_refusal(self._shown, max(held, key=lambda note: note.until)))
        for note in others:
            self._erase(note.me)

    def check(self) -> None:
        """Make sure that the right is still ours. Errors: StoreError."""
        if self._lost or time.time() > self._until:
            told = "写入权已过期（未能及时续期，或另一个 zeren 接着在写）；请稍后重新运行同一命令"
            raise StoreError(f"{self._shown}：{told}")

    def release(self) -> None:
        """Give the right back; where the server does not answer, it ends by itself."""
        self._over.set()
        if self._thread:
            self._thread.join()
        with contextlib.suppress(StoreError):
            self._erase(self._me)

    def _keep(self) -> None:
        pause = LASTING / 3
        while not self._over.wait(pause):
            pause = LASTING / 12  # before the next try, which may do; at the end the right is lost
            with contextlib.suppress(StoreError):
                if all(f"<{me}>" != self._me for me, _ in self._board.objects(_UNTIL, MANIFEST)):
                    self._lost = True
                    return
                self._write()
                pause = LASTING / 3
            if time.time() > self._until:
                self._lost = True
                return

    def _write(self) -> None:
        """Write the note anew; the old end goes only after the new one is there."""
        before, until = self._until, float(int(time.time() + LASTING))
        self._board.change(insert={MANIFEST: _rows(Note(self._me, self._who, until))})
        self._until = until
        if before and before != until:
            self._board.change(delete={MANIFEST: [_row(self._me, _UNTIL, f"{before:.0f}")]})

    def _erase(self, me: str) -> None:
        """Take a note away with all its ends: one may have been written though nobody heard of it."""
        self._board.change(updates=[f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ {me} ?p ?o }} }}"])


def notes(board: Board) -> list[Note]:
    """The notes of all writers, the latest end of each."""
    ends: dict[str, float] = defaultdict(float)
    for me, until in board.objects(_UNTIL, MANIFEST):
        ends[me] = max(ends[me], float(until))
    who = dict(board.objects(_WHO, MANIFEST))
    return [Note(f"<{me}>", who.get(me, ""), until) for me, until in sorted(ends.items())]


def myself() -> str:
    """This process, as others can tell whether it lives: machine, its boot, space of process numbers, number.

    Machines may have one name, and the space is called the same on most; a boot has a random UUID of its own.
    """
    boot = space = ""
    with contextlib.suppress(OSError, ValueError):
        boot = _BOOT.read_text("ascii").strip()
    with contextlib.suppress(OSError):
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 -- no path, but the name of a name space
    machine = "".join(c for c in platform.node() if c.isalnum() or c in "-._") or "?"
    return f"{machine} {boot or UNKNOWN} {space or UNKNOWN} {os.getpid()}"


def alive(who: str, here: Callable[[], str] = myself) -> bool:
    """Whether a process may be at work: of one on another machine, or on one that cannot be told, nobody knows."""
    place, _, number = who.rpartition(" ")
    if place != here().rpartition(" ")[0] or UNKNOWN in place.split(" ")[1:] or not number.isdecimal():
        return True
    if os.name != "posix":
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _refusal(shown: str, note: Note) -> str:
    machine, _, rest = note.who.partition(" ")
    rest = rest.rpartition(" ")[2]
    left = max(1, round(note.until - time.time()))
    told = f"另一个 zeren（主机 {machine}，进程 {rest}）正在写这个图谱；请等它结束后再试"
    return f"{shown}：{told}；它若已中断，写入权至迟 {left} 秒后失效"


def _rows(note: Note) -> list[str]:
    return [_row(note.me, _UNTIL, f"{note.until:.0f}"), _row(note.me, _WHO, note.who)]


def _row(subject: str, predicate: str, value: str) -> str:
    return f'{subject} <{predicate}> "{value}"'
