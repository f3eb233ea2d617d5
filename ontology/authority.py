"""Who a printed name is: the resolution of units by place, function, issuer and each city's own names.

Names are never merged on likeness. A short form stands for a full one only where a table says so; a name in no table
is the place's name and the printed rest, so that the same words of two places are two units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import bodies, forms
from .changes import ChangeEvent, changes, changes_in
from .places import NATION, places
from .resolution import Resolution
from .rules import Question, resolve


@dataclass(frozen=True, slots=True)
class Entry:
    """A body as the tables give it: its key, label, printed forms, and what it belongs to."""

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    group: bool
    parent: str | None
    jurisdiction: str
    function: str | None
    members: tuple[str, ...] = ()
    note: str = ""


class Authority:
    """The tables of places, functions and cities, asked by printed name."""

    def resolve(
        self, text: str, *, group: bool = False, jurisdiction: str | None = None, issuer: str | None = None,
        on: str | None = None,
    ) -> Resolution:  # fmt: skip
        """The unit that `text` means in a document that `issuer` issued.

        `jurisdiction` is the full name of the document's place, `on` its day, month or year.
        """
        return resolve(Question(text, group, jurisdiction, issuer, on))

    def units(self) -> Iterator[Entry]:
        """The bodies that the tables name one by one: central bodies and those of city files."""
        for body in forms.national():
            yield Entry(
                body.name,
                body.name,
                (*body.aliases, *body.short),
                body.kind,
                group=False,
                parent=None,
                jurisdiction=NATION,
                function=body.function,
            )
        for own in bodies.bodies():
            aliases = tuple(alias.partition("@")[0] for alias in own.aliases)
            yield Entry(
                own.key, own.name, aliases, own.kind, own.group, own.of, own.place, own.function, own.members, own.note
            )  # fmt: skip

    def functions(self) -> tuple[str, ...]:
        """The nationwide functions, in the tables' order."""
        ours = [form.function for form in forms.forms()]
        return tuple(dict.fromkeys([*ours, *(body.function for body in forms.national())]))

    def changes(self, place: str | None = None) -> tuple[ChangeEvent, ...]:
        """Dated renames and mergers as the tables give them, or those of one place, with its units' keys."""
        return changes_in(places().get(place)) if place else changes()


@cache
def authority() -> Authority:
    """The authority of the packaged tables."""
    return Authority()
