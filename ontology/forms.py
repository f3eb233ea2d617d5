"""The forms that a function's body takes at each level, found by a printed form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .places import Jurisdiction
from .tables import rows

_LEVELS = "省市县"
_PARTY = "中共~委员会"
_WRITTEN = {"委": ("委员会", "委"), "办": ("办公室", "办"), "管委会": ("管理委员会", "管委会")}


@dataclass(frozen=True, slots=True)
class Form:
    """One body form of a function: `name` holds ~ for a place and ^ for a place without its rank."""

    function: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    levels: str = _LEVELS
    since: str = ""
    until: str = ""
    witness: str = ""

    def at(self, place: Jurisdiction) -> str:
        """The full name of this body in `place`."""
        return self.name.replace("~", place.name).replace("^", place.short)

    def valid(self, on: str | None) -> bool:
        """Whether the body had this form on a day; a day may be a month or a year, and is compared as far as given."""
        if not on:
            return not self.until
        return not before(on, self.since) and not (self.until and before(self.until, on))


def before(one: str, other: str) -> bool:
    """Whether one date is earlier than another, each as exact as it is given."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _department(row: dict[str, str]) -> Iterator[Form]:
    for suffix in row["suffixes"].split():
        full, *_ = endings = _WRITTEN.get(suffix, (suffix,)) if row["stem"] else (suffix,)
        stems = [row["stem"], *row["shorts"].split()]
        aliases = tuple(dict.fromkeys(stem + ending for stem in stems for ending in endings))
        levels = row["levels"] or ("省" if suffix == "厅" else _LEVELS)
        name = "~" + row["stem"] + full
        yield Form(row["function"], name, "department", aliases, levels, row["since"], row["until"], row["witness"])


def _organ(row: dict[str, str]) -> Form:
    levels = row["levels"].replace(" ", "") or _LEVELS
    aliases = [alias.removeprefix("~") for alias in (row["name"], *row["aliases"].split())]
    aliases += ["委" + row["name"].removeprefix(_PARTY)] if row["name"].startswith(_PARTY) else []
    aliases += [f"中共~{alias}" for alias in aliases if alias.startswith("委")]
    return Form(
        row["function"], row["name"], row["kind"], tuple(dict.fromkeys(aliases)), levels, row["since"], row["until"],
        row["witness"],
    )  # fmt: skip


@cache
def forms() -> tuple[Form, ...]:
    """Every form of the nationwide tables."""
    departments = (form for row in rows("functions.tsv") for form in _department(row))
    return (*departments, *(_organ(row) for row in rows("organs.tsv")))


@cache
def by_alias(level: str) -> dict[str, tuple[Form, ...]]:
    """The forms of a level (省, 市 or 县) by their printed forms; ~ stands for a place inside one."""
    found: dict[str, tuple[Form, ...]] = {}
    for form in forms():
        if level in form.levels:
            for alias in form.aliases:
                found[alias] = (*found.get(alias, ()), form)
    return found


@cache
def heads() -> tuple[str, ...]:
    """What may stand before a place's name in a body's (团 of 团市委), longest first."""
    inside = [alias.replace("^", "~") for form in forms() for alias in form.aliases]
    found = {alias.partition("~")[0] for alias in inside if "~" in alias} - {""}
    return tuple(sorted(found, key=lambda head: (-len(head), head)))


def levels_of(place: Jurisdiction) -> tuple[str, ...]:
    """The levels whose forms a place has, by their characters in the tables."""
    if place.municipality:
        return ("省", "市")
    return {"province": ("省",), "prefecture": ("市",), "county": ("县",)}.get(place.level, ())


def _keys(printed: str, *, short: bool) -> tuple[str, ...]:
    """How a name may be written in the tables: ^ where they ask for a place without its rank, ~ for a whole one."""
    if "~" in printed:
        bare = printed.replace("~", "^")
        return (bare, printed) if short else (printed, bare)
    return ("^" + printed, printed) if short else (printed,)


def find(place: Jurisdiction, printed: str, on: str | None = None, *, short: bool = False) -> Form | None:
    """The form that `printed` (without its place) stands for in `place`, by the form in force on that day.

    `short` says that the place is printed without its rank: 江西金融监管局 is another body than 省金融监管局.
    """
    for level in levels_of(place):
        table = by_alias(level)
        fitting = [form for key in _keys(printed, short=short) for form in reversed(table.get(key, ()))]
        if fitting:
            return next((form for form in fitting if form.valid(on)), fitting[-1])
    return None


def leading(place: Jurisdiction, printed: str, on: str | None = None) -> tuple[Form | None, str]:
    """The form that `printed` begins with, and the rest: an office named after its bureau."""
    for end in range(len(printed) - 2, 0, -1):
        rest = printed[end:]
        if not rest.startswith(("公室", "员会")) and (form := find(place, printed[:end], on)):
            return form, rest
    return None, printed


@dataclass(frozen=True, slots=True)
class National:
    """A central body."""

    function: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    witness: str


@cache
def national() -> tuple[National, ...]:
    """The central bodies of the table."""
    return tuple(
        National(
            r["function"], r["name"], r["kind"], tuple(r["aliases"].split()), tuple(r["short"].split()), r["witness"]
        )
        for r in rows("nation.tsv")
    )


@cache
def national_by_alias(*, own: bool) -> dict[str, National]:
    """Central bodies by printed form; `own` adds the short forms of the nation's own documents."""
    found: dict[str, National] = {}
    for body in national():
        for alias in (body.name, *body.aliases, *(body.short if own else ())):
            found[alias] = body
    return found
