"""One chief name for each shared thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from ...ontology.terms import prefixed

_ONE_NAME: Final = {
    f"<{prefixed('skos:prefLabel')}>": f"<{prefixed('skos:altLabel')}>",
    f"<{prefixed('dcterms:title')}>": f"<{prefixed('dcterms:alternative')}>",
}


def one_name(lines: Iterable[str]) -> set[str]:
    """Each thing has one chief name, the longest printed (the first of equals); the others are alternatives."""
    kept: set[str] = set()
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in _ONE_NAME:
            names[subject, predicate].append(rest)
        else:
            kept.add(line)
    for (subject, predicate), found in names.items():
        chief, *others = sorted(found, key=lambda name: (-len(name), name))
        kept.add(f"{subject} {predicate} {chief}")
        kept.update(f"{subject} {_ONE_NAME[predicate]} {other}" for other in others)
        kept.discard(f"{subject} {_ONE_NAME[predicate]} {chief}")
    return kept
