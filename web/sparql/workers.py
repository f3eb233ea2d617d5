"""The workers: so many lanes, a queue of bounded length before them, and no work for a client that has left."""

from __future__ import annotations

import asyncio
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from ...graph.answering import Question
from .lane import Lane, Snapshot, Written
from .limits import Limits
from .refusals import busy


class _Asked:
    """A question on its way: the lane it runs in, and whether anyone still waits."""

    def __init__(self) -> None:
        self.left = threading.Event()
        self.lane: Lane | None = None
        self.lock = threading.Lock()

    def leave(self) -> None:
        """Stop waiting; a query that runs for nobody ends at once."""
        self.left.set()
        with self.lock:
            if self.lane is not None:
                self.lane.kill()


class Workers:
    """Answers questions in processes of their own; started when first needed, `close` ends them.

    `snapshot` is called by threads; it gives the generation and the folder of a store that nothing writes to.
    """

    def __init__(self, snapshot: Snapshot, limits: Limits) -> None:
        self.snapshot, self.limits = snapshot, limits
        self._threads = ThreadPoolExecutor(limits.workers, "sparql")
        self._all = [Lane(snapshot, limits) for _ in range(limits.workers)]
        self._idle: queue.SimpleQueue[Lane] = queue.SimpleQueue()
        for lane in self._all:
            self._idle.put(lane)
        self._count, self._lock = 0, threading.Lock()

    async def answer(self, question: Question) -> Written:
        """The whole answer, when it is written; cancelling ends the query. Errors: RefusalError.

        A question that finds no lane in time is turned away, so that slow ones keep nobody waiting for long.
        """
        with self._lock:
            if self._count >= self.limits.workers + self.limits.waiting:
                raise busy(self.limits.waiting)
            self._count += 1
        asked = _Asked()
        future = self._threads.submit(self._run, question, asked)
        future.add_done_callback(self._done)
        try:
            answer = asyncio.wrap_future(future)
            done, _ = await asyncio.wait({answer}, timeout=self.limits.patience)
            if not done and future.cancel():
                raise busy(self.limits.waiting)
            return await answer
        except asyncio.CancelledError:
            future.add_done_callback(_drop)
            asked.leave()
            raise

    def close(self) -> None:
        """End every worker; what still runs is given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for lane in self._all:
            lane.kill()
        self._threads.shutdown()
        for lane in self._all:
            lane.close()

    def _run(self, question: Question, asked: _Asked) -> Written:
        lane = self._idle.get()
        try:
            with asked.lock:
                asked.lane = lane
            return lane.answer(question, asked.left)
        finally:
            with asked.lock:
                asked.lane = None
            self._idle.put(lane)

    def _done(self, _future: Future[Written]) -> None:
        with self._lock:
            self._count -= 1


def _drop(future: Future[Written]) -> None:
    """Close an answer that came when nobody waited any more."""
    if not future.cancelled() and future.exception() is None:
        future.result().file.close()
