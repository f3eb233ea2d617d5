"""What joins tasks over the years, told in plain words for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..graph.duties import Duty, flowing

if TYPE_CHECKING:
    from ..graph.continuity.records import Continuation
    from .library import Holdings

HOWS: Final[Mapping[str, str]] = MappingProxyType({
    "same": "同一单位", "decided": "人工判定为同一单位", "renamed": "更名", "merged": "并入", "split": "分设",
    "transferred": "职能划转", "proposed": "可能承接", "office": "内设或所属机构",
})  # fmt: skip
PARTS: Final = (("wording", "文字"), ("unit", "单位"), ("basis", "依据"), ("figures", "数字"), ("section", "章节"))


@dataclass(frozen=True, slots=True)
class Telling:
    """A link from the side of one task: the `other` task, whether it came `earlier`, both passages."""

    link: Continuation
    other: Duty
    earlier: bool
    mine: str
    theirs: str

    @property
    def parts(self) -> list[tuple[str, float]]:
        """The parts of the score, each from 0 to 1; those that could not be compared are left out."""
        values = ((word, getattr(self.link.evidence, name)) for name, word in PARTS)
        return [(word, value) for word, value in values if value is not None]

    @property
    def ties(self) -> list[tuple[str, str, str]]:
        """Units of the earlier and the later task, and how they hang together."""
        return [(tie.earlier, tie.later, HOWS.get(tie.how, tie.how)) for tie in self.link.evidence.ties]


def tellings(holdings: Holdings, task: str) -> list[Telling]:
    """The links of a task, by the year of the other one."""
    found = [_telling(link, task) for link in links(holdings).get(task, ())]
    return sorted(found, key=lambda t: (t.other.year or 0, -t.link.confidence, t.other.iri))


def links(holdings: Holdings) -> Mapping[str, tuple[Continuation, ...]]:
    """The links by each of their tasks."""
    return holdings.once("links of tasks", lambda: _by_task(holdings))


def _by_task(holdings: Holdings) -> Mapping[str, tuple[Continuation, ...]]:
    found: dict[str, list[Continuation]] = {}
    for link in holdings.comparison.continuity.links:
        for duty in (link.earlier, link.later):
            found.setdefault(duty.iri, []).append(link)
    return {iri: tuple(held) for iri, held in found.items()}


def _telling(link: Continuation, task: str) -> Telling:
    after = link.later.iri == task
    mine, other = (link.later, link.earlier) if after else (link.earlier, link.later)
    spans = (link.evidence.later, link.evidence.earlier) if after else (link.evidence.earlier, link.evidence.later)
    return Telling(link, other, after, _words(mine, spans[0]), _words(other, spans[1]))


def _words(duty: Duty, span: tuple[int, int]) -> str:
    return flowing(duty.text[span[0] - duty.start : span[1] - duty.start]).replace("**", "")


def chain(holdings: Holdings, task: str) -> list[Duty]:
    """What a task comes from, what it became, and who restates it in its year; by year, with the task itself."""
    every = links(holdings).get(task, ())
    own = {duty.iri: duty for link in every if link.kind == "restated" for duty in (link.earlier, link.later)}
    found = own | _along(holdings, task, back=True) | _along(holdings, task, back=False)
    return sorted(found.values(), key=lambda duty: (duty.year or 0, duty.file, duty.start))


def _along(holdings: Holdings, task: str, *, back: bool) -> dict[str, Duty]:
    """The tasks before a task, or after it, over any number of links; and itself where there are any."""
    found: dict[str, Duty] = {}
    front = [task]
    while front:
        at = front.pop()
        for link in links(holdings).get(at, ()):
            here, there = (link.later, link.earlier) if back else (link.earlier, link.later)
            if link.kind != "restated" and here.iri == at and there.iri not in found:
                found |= {here.iri: here, there.iri: there}
                front.append(there.iri)
    return found
