"""What the store knows of the files it was built from: kept in a graph of its own, changed together with the plans.

A file is named by its path and has the hash of its content; a plan has the hash of its content, the stamp of the code
that read it, the file name it goes by, and what it says of shared things.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from ..ontology.iris import Namer
from ..ontology.ntriples import literal
from .store import MANIFEST, MARK, UNFINISHED, Store

FILE: Final = "urn:zeren:file:"
_CONTENT: Final = f"<{MARK}content>"
_SEEN: Final = f"{MARK}seen"
_PUSHED: Final = f"{MARK}pushed"
_STAMP: Final = f"<{MARK}stamp>"
_NAME: Final = f"<{MARK}name>"
_GRAPH: Final = f"<{MARK}graph>"
UNITS: Final = f"{MARK}units"
POLICIES: Final = f"{MARK}policies"
BRIEF: Final = f"{MARK}brief"
_BREAK: Final = "\n"
_DERIVED: Final = f"{MARK}derived"


@dataclass(frozen=True, slots=True)
class Known:
    """A file that the store was built from: the hash of its content, the mark of its state on disk (see `survey`).

    One that is `pushed` is known from a lake alone.
    """

    sha256: str
    mark: str = ""
    pushed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan in the store: its graph, the stamp of the code that read it, the name of its file."""

    graph: str
    stamp: str
    name: str


def _subject(sha256: str) -> str:
    return f"<urn:zeren:content:{sha256}>"


def file_rows(path: Path, known: Known) -> Iterator[str]:
    """The manifest's rows for a file."""
    yield f'{_file(path)} {_CONTENT} "{known.sha256}"'
    if known.mark:
        yield mark_row(path, known.mark)
    if known.pushed:
        yield pushed_row(path)


def mark_row(path: Path, mark: str) -> str:
    """The manifest's row for the state of a file on disk."""
    return f'{_file(path)} <{_SEEN}> "{mark}"'


def pushed_row(path: Path) -> str:
    """The manifest's row for a file that is known from a lake alone."""
    return f'{_file(path)} <{_PUSHED}> "1"'


def _file(path: Path) -> str:
    return f"<{FILE}{quote(os.fsencode(path))}>"


def plan_rows(
    sha256: str, entry: Entry, units: Iterable[str], policies: Iterable[str], brief: str = ""
) -> Iterator[str]:
    """The manifest's rows for a plan."""
    me = _subject(sha256)
    yield f"{me} {_GRAPH} <{entry.graph}>"
    yield f'{me} {_STAMP} "{entry.stamp}"'
    yield f'{me} {_NAME} "{quote(os.fsencode(entry.name))}"'
    yield f"{me} <{UNITS}> {literal(_BREAK.join(units))}"
    yield f"{me} <{POLICIES}> {literal(_BREAK.join(policies))}"
    yield f"{me} <{BRIEF}> {literal(brief)}"


def forget_plan(sha256: str) -> str:
    """The update that takes a plan's rows out of the manifest."""
    me = _subject(sha256)
    return f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ {me} ?p ?o }} }}"


def forget_file(path: Path) -> str:
    """The update that takes a file's rows out of the manifest."""
    return f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ {_file(path)} ?p ?o }} }}"


def files(store: Store) -> dict[Path, Known]:
    """The files that the store was built from."""
    marks = dict(store.objects(_SEEN, MANIFEST))
    pushed = {name for name, _ in store.objects(_PUSHED, MANIFEST)}
    rows = store.objects(f"{MARK}content", MANIFEST)
    return {
        Path(os.fsdecode(unquote_to_bytes(name.removeprefix(FILE)))): Known(sha, marks.get(name, ""), name in pushed)
        for name, sha in rows
    }


def plans(store: Store) -> dict[str, Entry]:
    """The plans in the store, by the hash of their content."""
    graphs, stamps, names = (
        {subject.rpartition(":")[2]: value for subject, value in store.objects(f"{MARK}{field}", MANIFEST)}
        for field in ("graph", "stamp", "name")
    )
    return {sha: Entry(graphs[sha], stamps[sha], os.fsdecode(unquote_to_bytes(names[sha]))) for sha in sorted(graphs)}


def namer(store: Store) -> Namer:
    """The names that the things in the store go by: under the base of its plans, the usual one where there is none."""
    return _named(graph for _, graph in store.objects(f"{MARK}graph", MANIFEST))


def namer_of(entries: Mapping[str, Entry]) -> Namer:
    """The names that things go by in a store that holds these plans."""
    return _named(entry.graph for entry in entries.values())


def _named(graphs: Iterable[str]) -> Namer:
    graph = min(graphs, default="")
    return Namer(graph.partition("graph/plan/")[0]) if graph else Namer()


def said(store: Store, field: str) -> Iterator[tuple[str, list[str]]]:
    """What each plan says of units or policies, by the hash of its content: N-Triples lines without full stop."""
    for subject, block in store.objects(field, MANIFEST):
        if block:
            yield subject.rpartition(":")[2], block.split(_BREAK)


def told(store: Store, sha256: str) -> tuple[list[str], list[str], str]:
    """What one plan says of units and of policies (N-Triples lines without full stop), and its brief."""
    found = store.about(_subject(sha256)[1:-1], MANIFEST)
    units, policies = (found[field].split(_BREAK) if found[field] else [] for field in (UNITS, POLICIES))
    return units, policies, found.get(BRIEF, "")


def digest(entries: Mapping[str, Entry], decided: str = "") -> str:
    """A digest of which plans are in the store, what read them, and what else was `decided` (itself a digest).

    The derived graphs hang on it alone.
    """
    rows = [f"{sha} {entry.graph} {entry.stamp} {entry.name}" for sha, entry in sorted(entries.items())]
    rows += [f"decided {decided}"] if decided else []
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def derived(store: Store) -> str:
    """The digest that the derived graphs were made for, empty where there are none."""
    return next((value for _, value in store.objects(_DERIVED, MANIFEST)), "")


def derived_row(value: str) -> str:
    """The manifest's row that says what the derived graphs were made for."""
    return f'<{MARK}> <{_DERIVED}> "{value}"'


def begun(store: Store) -> bool:
    """Whether plans were about to come or go for which the derived graphs have not been made since."""
    return next(store.objects(f"{MARK}{UNFINISHED}", MANIFEST), None) is not None


def begun_row() -> str:
    """The manifest's row that says so."""
    return f'<{MARK}> <{MARK}{UNFINISHED}> "1"'


def forget_begun() -> str:
    """The update that takes that row out."""
    return f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ <{MARK}> <{MARK}{UNFINISHED}> ?o }} }}"


def forget_derived() -> str:
    """The update that takes that row out."""
    return f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ <{MARK}> <{_DERIVED}> ?o }} }}"
