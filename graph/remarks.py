"""What was not understood in the documents of a graph, where it stands and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .duties import ask

if TYPE_CHECKING:
    from .store import Store

FINDINGS = """
SELECT ?file ?line ?message ?text ?code ?start WHERE {
  ?finding a zr:Finding ; zr:message ?message ; zr:findingCode ?code ; prov:wasDerivedFrom ?passage .
  ?passage oa:exact ?text ; oa:start ?start ; zr:line ?line ; prov:wasQuotedFrom ?source . ?source zr:fileName ?file .
}"""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a document that asks for a person's eye; `code` is the stable name of its kind."""

    file: str
    line: int
    message: str
    passage: str
    code: str = ""


def remarks(store: Store) -> list[Remark]:
    """List what was not understood, in the order of the files and of their lines."""
    rows = sorted(ask(store, FINDINGS), key=lambda row: (row[0], int(row[5]), row))
    return [
        Remark(f, int(line), message, text, code.rpartition("finding-")[2]) for f, line, message, text, code, _ in rows
    ]
