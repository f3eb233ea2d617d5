"""What could not be read, told so that a terminal can show it: a few files one by one, many by their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from .terminal import clean

if TYPE_CHECKING:
    from .errors import Trouble

FEW: Final = 20
"""So many files are named one by one."""
EACH: Final = 3
"""Of more, so many for each reason."""
REASONS: Final = 8
"""So many reasons, the most frequent ones."""
_PARTICULAR: Final = re.compile(r"（[^）]*）?|“[^”]*”|\d+")


def told(failed: Sequence[Trouble], whole: str) -> Iterator[str]:
    """Say which files could not be read and why, in at most `REASONS` × (`EACH` + 1) + 2 lines.

    `whole` tells where all of them are listed.
    """
    kinds = _by_reason(failed) if len(failed) > FEW else [list(failed)]
    for kind in kinds[:REASONS]:
        shown = kind if len(failed) <= FEW else kind[:EACH]
        for source, problem, advice in shown:
            yield clean(f"未读入：{source}: {problem}; {advice}")
        if rest := len(kind) - len(shown):
            yield clean(f"　　　　同样的另有 {rest} 份：{reason(kind[0])}")
    if rest := sum(map(len, kinds[REASONS:])):
        yield f"　　　　另有 {rest} 份，原因各不相同"
    if len(failed) > FEW:
        yield f"未读入的共 {len(failed)} 份，全部见 {whole}"


def reason(trouble: Trouble) -> str:
    """What is wrong with a file, without what is so of this file alone."""
    return _PARTICULAR.sub("…", trouble.problem)


def records(failed: Sequence[Trouble]) -> list[dict[str, str]]:
    """Write them for scripts."""
    return [trouble._asdict() for trouble in failed]


def _by_reason(failed: Sequence[Trouble]) -> list[list[Trouble]]:
    """Those of one reason together in the order of their paths, the most frequent reason first."""
    kinds: dict[str, list[Trouble]] = {}
    for trouble in sorted(failed):
        kinds.setdefault(reason(trouble), []).append(trouble)
    return sorted(kinds.values(), key=lambda kind: (-len(kind), reason(kind[0])))
