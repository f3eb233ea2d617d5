"""Additions to a store gathered into batches: one is loaded, in a thread, while the next is gathered."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from .store import Store

BATCH: Final = 64_000_000
"""Bytes of N-Quads loaded at once: some 300 MB while that lasts; fewer make more files for the engine to merge."""
LARGE: Final = 2_400_000_000  # after so many (some ten million quads) the store is worth putting in order for reading


class Loading:
    """Adds N-Quads to a store; each text that is put in is added whole or not at all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1)
        self._pending: Future[None] | None = None
        self._batch: list[bytes] = []
        self._size = self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)

    def put(self, nquads: bytes) -> None:
        """Take a text for the next batch."""
        self._batch.append(nquads)
        self._size += len(nquads)
        if self._size > BATCH:
            self._start()

    def finish(self) -> None:
        """See everything that was put in into the store. Errors: StoreError."""
        self._start()
        self._wait()

    @property
    def large(self) -> bool:
        """Whether so much was added that the store is worth putting in order."""
        return self._total > LARGE

    def _start(self) -> None:
        self._wait()
        if not self._size:
            return
        text = b"".join(self._batch)
        self._total += self._size
        self._batch, self._size = [], 0
        self._pending = self._thread.submit(self._store.add, text)

    def _wait(self) -> None:
        if self._pending:
            self._pending.result()
            self._pending = None
