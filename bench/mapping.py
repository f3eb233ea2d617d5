"""Quads turned into the tables and the RML mapping that give the same quads again.

So a mapping engine can be measured on what zeren writes: a table for each kind of thing with a column for each property
of one value, and a table of its own for each property of many.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LINE: Final = re.compile(
    r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?) <([^>]*)> \.'
)
ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
HEAD: Final = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""

Kind = tuple[str, str]
"""What an object is written as, besides its value: "iri", "datatype" or "language", and which."""


@dataclass(slots=True)
class Thing:
    """A subject in a graph: its types, and the objects of each property by how they are written."""

    types: set[str] = field(default_factory=set)
    objects: dict[tuple[str, Kind], list[str]] = field(default_factory=lambda: defaultdict(list))


def tables(nquads: Iterable[str], folder: Path) -> Path:
    """Write the tables and their mapping into a folder; the mapping's file."""
    folder.mkdir(parents=True, exist_ok=True)
    things: dict[tuple[str, str], Thing] = defaultdict(Thing)
    for line in nquads:
        _take(line, things)
    by_types: dict[frozenset[str], dict[tuple[str, str], Thing]] = defaultdict(dict)
    for name, thing in things.items():
        by_types[frozenset(thing.types)][name] = thing
    maps = [HEAD]
    for at, (types, held) in enumerate(sorted(by_types.items(), key=lambda entry: sorted(entry[0]))):
        maps += _written(f"t{at}", types, held, folder)
    mapping = folder / "mapping.ttl"
    mapping.write_text("\n".join(maps), encoding="utf-8")
    return mapping


def _take(line: str, things: dict[tuple[str, str], Thing]) -> None:
    found = LINE.match(line)
    if not found:
        raise ValueError(f"not a quad: {line[:200]}")
    subject, predicate, iri, value, datatype, language, graph = found.groups()
    thing = things[subject, graph]
    if predicate == TYPE:
        thing.types.add(iri)
    elif iri is not None:
        thing.objects[predicate, ("iri", "")].append(iri)
    else:
        plain = re.sub(r"\\(.)", lambda mark: ESCAPED[mark[1]], value)
        kind = ("language", language) if language else ("datatype", datatype or "")
        thing.objects[predicate, kind].append(plain)


def _written(name: str, types: Iterable[str], held: dict[tuple[str, str], Thing], folder: Path) -> Iterator[str]:
    """One table of everything that has one value, and one for each property that has more."""
    properties = sorted({key for thing in held.values() for key in thing.objects})
    single = [key for key in properties if all(len(thing.objects.get(key, ())) <= 1 for thing in held.values())]
    heads = [f"c{at}" for at in range(len(single))]
    rows = (
        [subject, graph, *(next(iter(thing.objects.get(key, ())), "") for key in single)]
        for (subject, graph), thing in held.items()
    )
    yield _table(folder / f"{name}.csv", types, dict(zip(heads, single, strict=True)), rows)
    for at, key in enumerate(key for key in properties if key not in single):
        many = (
            [subject, graph, value] for (subject, graph), thing in held.items() for value in thing.objects.get(key, ())
        )
        yield _table(folder / f"{name}-{at}.csv", (), {"c0": key}, many)


def _table(file: Path, types: Iterable[str], columns: dict[str, tuple[str, Kind]], rows: Iterable[list[str]]) -> str:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["s", "g", *columns])
        writer.writerows(rows)
    classes = "".join(f"    rr:class <{kind}> ;\n" for kind in sorted(types))
    objects = "".join(
        f"  rr:predicateObjectMap [ rr:predicate <{predicate}> ;\n"
        f'    rr:objectMap [ rml:reference "{head}" ; {_kind(kind)} ] ] ;\n'
        for head, (predicate, kind) in columns.items()
    )
    return (
        f"<#{file.stem}> a rr:TriplesMap ;\n"
        f'  rml:logicalSource [ rml:source "{file}" ; rml:referenceFormulation ql:CSV ] ;\n'
        f'  rr:subjectMap [ rml:reference "s" ; rr:termType rr:IRI ;\n{classes}'
        f'    rr:graphMap [ rml:reference "g" ; rr:termType rr:IRI ] ] ;\n{objects}.\n'
    )


def _kind(kind: Kind) -> str:
    how, which = kind
    if how == "iri":
        return "rr:termType rr:IRI"
    if how == "language":
        return f'rr:language "{which}"'
    return f"rr:datatype <{which}>" if which else "rr:termType rr:Literal"
