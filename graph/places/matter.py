"""What comparing the plans of a place rests on, and a digest of it: same digest, same findings."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from ..conflicts import Conflict
from ..continuity.records import Continuity
from ..duties import Duty
from ..identity.lineage import Lineage
from .kindred import kindred, told

Decided = Mapping[tuple[str, str], bool]
_COUNTING: Final = ("numpy", "scipy", "sparse_dot_topn", "jieba")


@dataclass(frozen=True, slots=True)
class Findings:
    """What comparing finds: what was carried on, and what differs within a year."""

    continuity: Continuity
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Matter:
    """The tasks of one place, the succession of their units, a person's decisions on them: nothing else is compared."""

    duties: tuple[Duty, ...]
    lineage: Lineage
    decided: Decided

    @cached_property
    def digest(self) -> str:
        """A digest of all of it."""
        found = hashlib.sha256()
        for part in (*map(repr, self.duties), told(self.lineage), repr(sorted(self.decided.items()))):
            found.update(part.encode("utf-8", "surrogatepass"))
        return found.hexdigest()

    @property
    def units(self) -> list[str]:
        """The units that its tasks name."""
        return sorted({holder.iri for duty in self.duties for holder in duty.holders})

    @property
    def works(self) -> list[str]:
        """The works that its tasks cite."""
        return sorted({work for duty in self.duties for work in duty.cited})


def matter(duties: Iterable[Duty], lineage: Lineage, decided: Decided) -> Matter:
    """Gather what comparing some tasks of one place rests on."""
    held = tuple(duties)
    ours = {duty.iri for duty in held}
    asked = {pair: word for pair, word in decided.items() if ours.issuperset(pair)}
    return Matter(held, kindred(lineage, (holder.iri for duty in held for holder in duty.holders)), asked)


def by_place(duties: Iterable[Duty]) -> dict[str, list[Duty]]:
    """Split tasks by the place of their plan, in a fixed order; those of no known place are together."""
    found: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.place].append(duty)
    return {place: found[place] for place in sorted(found)}


def stamp() -> str:
    """A digest of all that makes the derived graphs: the code, the lists it reads, the libraries that count for it."""
    found = hashlib.sha256()
    root = Path(__file__).parents[2]
    for file in sorted(file for name in ("graph", "ontology") for file in (root / name).rglob("*") if _counts(file)):
        found.update(file.read_bytes())
    found.update(repr([_version(name) for name in _COUNTING]).encode())
    return found.hexdigest()[:32]


def _counts(file: Path) -> bool:
    return file.suffix in {".py", ".csv", ".tsv", ".txt", ".ttl", ".toml", ".json"} and file.is_file()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
