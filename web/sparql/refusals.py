"""Why a request gets no answer: each reason with the status that says so."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ...errors import ZerenError

_RETRY: Final = "5"  # seconds

# What a worker says, the status, and what is put before its words.
_FAULTS: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "query": (400, ""),
        "beyond": (403, ""),
        "form": (406, ""),
        "store": (503, ""),
        "memory": (503, "这个查询要用的内存超过上限，已停止；请缩小查询范围，或加 LIMIT"),
        "failed": (500, "查询没有完成："),
    }
)


class RefusalError(ZerenError):
    """A request that is not answered; `status` is that of HTTP, `headers` go with it."""

    def __init__(self, status: int, words: str, headers: Mapping[str, str] | None = None) -> None:
        """Say with what status, and in which words."""
        super().__init__(words)
        self.status, self.headers = status, dict(headers or {})


def faulty(fault: str, words: str) -> RefusalError:
    """What a worker could not do."""
    status, before = _FAULTS[fault]
    return RefusalError(status, before + words)


def overdue(seconds: float) -> RefusalError:
    """The query was not done in its time."""
    return RefusalError(503, f"查询超过 {seconds:g} 秒，已停止；请缩小范围（例如限定年份、单位或图），或加 LIMIT")


def busy(waiting: int) -> RefusalError:
    """All workers have work, and enough is waiting."""
    return RefusalError(503, f"正忙：已有 {waiting} 个查询在等；请稍后再试", {"Retry-After": _RETRY})


def gone() -> RefusalError:
    """Nobody waits for the answer any more."""
    return RefusalError(503, "查询已取消")
