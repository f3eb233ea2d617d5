"""The plans that a lake holds, and what bringing a store up to them asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import StoreError
from ..graph.manifest import Entry, Known
from ..ontology.iris import Namer
from .waves import Marker


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a lake: the wave that it is in, how a store's book-keeping knows it, the files that hold it."""

    wave: str
    entry: Entry
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a store has to forget before plans are sent: plans and paths; and the paths that it has to learn of others.

    Plans are named by the hash of their content.
    """

    gone: tuple[str, ...]
    forgotten: tuple[Path, ...]
    learnt: tuple[tuple[Path, str], ...]


def base(markers: Iterable[Marker]) -> str:
    """The base under which everything in a lake is named. Errors: StoreError where there is more than one."""
    bases = sorted({marker.base for marker in markers})
    if len(bases) != 1:
        raise StoreError(f"文件夹里的名称前缀不一（{'、'.join(bases)}）；请先重新运行 zeren build --out")
    return bases[0]


def plans(markers: Mapping[str, Marker]) -> dict[str, Plan]:
    """The plans of a lake by the hash of their content, in the order of the waves."""
    found = {}
    for wave, marker in sorted(markers.items()):
        unread = {trouble.source for trouble in marker.written.failed}
        namer = Namer(marker.base)
        for content in marker.wave.contents:
            sha = content.first.sha256
            if sha and content.first.path not in unread:
                entry = Entry(namer.graph(sha), marker.stamp, content.name)
                found[sha] = Plan(wave, entry, tuple(Path(file.path) for file in content.files))
    return found


def changes(wanted: Mapping[str, Plan], held: Iterable[str], files: Mapping[Path, Known], *, mirror: bool) -> Changes:
    """What a store has to forget and learn: it `held` plans and knew of `files`.

    Of the files that the lake lacks those go that a push brought, and a plan with its last file; what was built into
    the store from other paths stays, unless it is to `mirror` the lake.
    """
    before = {path: known.sha256 for path, known in files.items()}
    now = {path: sha for sha, plan in wanted.items() for path in plan.files}
    then = {path: known.sha256 for path, known in files.items() if not (mirror or known.pushed)} | now
    live = set(then.values())
    return Changes(
        tuple(sorted(set(held) - live)),
        tuple(sorted(path for path, sha in before.items() if then.get(path) != sha)),
        tuple(sorted((path, sha) for path, sha in now.items() if before.get(path) != sha)),
    )
