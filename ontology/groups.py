"""Classes of units: one written form for each, their scope, and members where the division of land tells them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .places import Jurisdiction, Places
from .tables import rows

_INNER = ("局", "厅", "本局", "机关", "各处", "处室", "各科", "科室", "委属", "委机关", "各支队", "各二级")
_OUTER = ("局委", "机关事务", "局长")


@dataclass(frozen=True, slots=True)
class GroupForm:
    """A class named alike everywhere: `below` are the levels whose governments it holds."""

    name: str
    aliases: tuple[str, ...]
    below: str
    witness: str


@cache
def group_forms() -> tuple[GroupForm, ...]:
    """The classes of the table."""
    return tuple(
        GroupForm(row["name"], tuple(row["aliases"].split()), row["below"], row["witness"])
        for row in rows("groups.tsv")
    )


@cache
def _by_alias() -> dict[str, GroupForm]:
    return {alias: form for form in group_forms() for alias in (form.name, *form.aliases)}


def find(printed: str) -> GroupForm | None:
    """The class that a printed form stands for."""
    return _by_alias().get(printed)


def of_issuer(printed: str) -> bool:
    """Whether a class is one inside the issuing bureau: 局属各单位, 机关各处室."""
    offices = "处室" in printed or "科室" in printed
    return offices or (printed.startswith(_INNER) and not printed.startswith(_OUTER))


def members(form: GroupForm, place: Jurisdiction, known: Places) -> tuple[str, ...]:
    """The governments that a class holds in `place`, by the table of places."""
    below = [child for child in known.children(place.name) if not child.zone]
    if place.level == "province" and not place.municipality:
        lower = [grandchild for child in below for grandchild in known.children(child.name) if not grandchild.zone]
        below = [*below, *lower] if "县" in form.below else below
        below = [p for p in below if p.level == ("prefecture" if "县" not in form.below else p.level)]
    wanted = tuple(form.below.replace("县", "县旗"))
    return tuple(f"{child.name}人民政府" for child in below if child.name.endswith(wanted))
