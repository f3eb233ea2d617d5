"""A page before it is written: what it shows to people, what it says to programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .words import Language

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the parameters of its address, the thing it names (an IRI or empty), the language.

    `today` is the client's day as YYYY-MM-DD. Where the server was started for it (`editable`), a person who has signed
    in may decide: `editor` is the name, `stamp` what the forms of that person hold.
    """

    params: Mapping[str, str]
    iri: str = ""
    language: Language = "zh"
    today: str = ""
    editable: bool = False
    editor: str = ""
    stamp: str = ""

    def text(self, name: str, longest: int = 200) -> str:
        """A parameter as text, at most `longest` characters of it."""
        return self.params.get(name, "").strip()[:longest]

    def number(self, name: str) -> int | None:
        """A parameter as a whole number, None where it is none."""
        value = self.text(name)
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for CSV, under their heads."""

    heads: tuple[str, ...] = ()
    rows: Iterable[Sequence[Cell]] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its template with what that reads (`view`); its data as JSON (`record`), CSV (`table`) and RDF.

    What costs something to make may be a function that makes it, called for the form that needs it; rows may be made as
    they are read.

    The RDF is every statement of the things `about` (IRIs). `status` is the HTTP status.
    """

    template: str
    title: str
    view: Mapping[str, Any] = field(default_factory=dict)
    record: Any = None
    table: Table | Callable[[], Table] = Table()
    about: tuple[str, ...] | Callable[[], tuple[str, ...]] = ()
    status: int = 200
