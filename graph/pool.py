"""Work spread over processes: answers in order, never more under way than needed, and a crash costs one piece."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")
AHEAD = 8  # pieces under way for each process: enough to keep it busy, few enough to keep memory flat


def ordered(
    work: Callable[[Piece], Done], pieces: Iterable[Piece], jobs: int, crashed: Callable[[Piece], Done],
    *, apart: bool = False,
) -> Iterator[Done]:  # fmt: skip
    """`work` on each of `pieces`, answers in their order; a piece that kills its process gives `crashed(piece)`.

    A single job is done in this process, or `apart` in one of its own, so that a piece kills no more than that.
    """
    if jobs <= 1 and not apart:
        yield from map(work, pieces)
        return
    from concurrent.futures.process import BrokenProcessPool

    waiting = iter(pieces)
    held: deque[Piece] = deque()
    while True:
        try:
            yield from _run(work, waiting, held, jobs)
        except BrokenProcessPool:
            # The pieces under way are still held: find the one that kills, alone, and go on with the rest.
            yield _alone(work, held.popleft(), crashed)
            continue
        return


def _run(work: Callable[[Piece], Done], waiting: Iterator[Piece], held: deque[Piece], jobs: int) -> Iterator[Done]:
    """Run until all is done or the pool breaks; `held` keeps what has not been answered."""
    with _executor(jobs) as pool:
        running: deque[Any] = deque(pool.submit(work, piece) for piece in held)
        while True:
            while len(running) < jobs * AHEAD:
                piece = next(waiting, None)
                if piece is None:
                    break
                held.append(piece)
                running.append(pool.submit(work, piece))
            if not running:
                return
            answer = running.popleft().result()
            held.popleft()
            yield answer


def _alone(work: Callable[[Piece], Done], piece: Piece, crashed: Callable[[Piece], Done]) -> Done:
    from concurrent.futures.process import BrokenProcessPool

    with _executor(1) as pool:
        try:
            answer: Done = pool.submit(work, piece).result()
        except BrokenProcessPool:
            return crashed(piece)
    return answer


def _executor(jobs: int) -> Any:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_with_parent)


def _leave_with_parent() -> None:
    """See to it that this worker ends when the process that started it is killed: nobody else would tell it."""
    from threading import Thread

    Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
