"""What a link rests on, in parts that a reader can check: wording, units, works, figures, section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..duties import Duty, work
from .grams import HIGH, Bags
from .kinship import Kinship, ties
from .lettering import letters, likeness
from .passages import BLANK, Passage, Span
from .records import Evidence
from .words import Segmenter

WORDS = 8  # shown of each link


@dataclass(frozen=True)
class Compared:
    """The tasks of one place and all that was made of them to compare them."""

    duties: tuple[Duty, ...]
    passages: tuple[Passage, ...]
    bags: Bags
    kin: Kinship

    @cached_property
    def rarity(self) -> Mapping[int, float]:
        """The weight of every pair of letters."""
        return dict(zip(self.bags.keys.tolist(), self.bags.weights.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked pair by its places, its features `wording` (of its likest part) and `unit`, its likest stretches."""

    earlier: int
    later: int
    wording: float
    unit: float
    stretches: tuple[int, int]


def evidence(link: Linked, side: Compared, cut: Segmenter) -> Evidence:
    """Gather the evidence for a pair of tasks."""
    earlier, later = side.duties[link.earlier], side.duties[link.later]
    both = side.kin.names[link.earlier] and side.kin.names[link.later]
    return Evidence(
        wording=round(min(link.wording, 1.0), 4),
        unit=round(link.unit, 4) if both else None,
        basis=share(earlier.cited, later.cited),
        figures=share(figures(earlier), figures(later)),
        section=headings(earlier, later),
        words=strongest(side.passages[link.earlier].text, side.passages[link.later].text, side.rarity, cut),
        ties=ties(earlier, later, side.kin),
        shared=(*shared_works(earlier, later), *shared_figures(earlier, later)),
        earlier=place(link.earlier, link.stretches[0], side),
        later=place(link.later, link.stretches[1], side),
    )


def place(at: int, stretch: int, side: Compared) -> Span:
    """Where a stretch stands in its source; the whole task where it has none."""
    duty, text = side.duties[at], side.passages[at]
    if stretch < 0:
        return duty.start, duty.end
    return text.source(text.cuts[stretch - int(side.bags.first[at])], duty.start)


def share(these: Iterable[object], those: Iterable[object]) -> float | None:
    """What two sets share of the smaller one; None where one is empty."""
    here, there = set(these), set(those)
    return round(len(here & there) / min(len(here), len(there)), 4) if here and there else None


def figures(duty: Duty) -> set[tuple[float, str]]:
    """The values of a task's targets with their measures; "all of it" is no figure that two tasks would share."""
    return {(goal.value, goal.measure) for goal in duty.goals} - {(100, "%")}


def shared_figures(earlier: Duty, later: Duty) -> tuple[str, ...]:
    """The targets of the later task whose value and measure the earlier has too, as printed."""
    common = figures(earlier) & figures(later)
    return tuple(dict.fromkeys(goal.words for goal in later.goals if (goal.value, goal.measure) in common))


def shared_works(earlier: Duty, later: Duty) -> tuple[str, ...]:
    """The cited works that both name, by their titles."""
    common = set(earlier.cited) & set(later.cited)
    if not common:
        return ()
    titles = {*earlier.bases, *earlier.works} & {*later.bases, *later.works}
    return tuple(sorted(titles)) or tuple(work(iri.rsplit("/", 1)[-1], "") for iri in sorted(common))


def headings(earlier: Duty, later: Duty) -> float | None:
    """How alike the headings above two tasks are; None where one stands under none."""
    if not earlier.section or not later.section:
        return None
    one, other = earlier.section[-1], later.section[-1]
    return round(min(likeness(one, other), likeness(other, one)), 4) if letters(one) and letters(other) else None


def strongest(earlier: str, later: str, rarity: Mapping[int, float], cut: Segmenter) -> tuple[str, ...]:
    """The rarest words that two texts share, rarest first: only what both say is cut into words."""
    words = dict.fromkeys(word for run in runs(earlier, later) for word in cut(run))
    weighed = {word: weight(word, rarity) for word in words}
    return tuple(sorted(weighed, key=lambda word: (-weighed[word], word))[:WORDS])


def runs(earlier: str, later: str) -> list[str]:
    """The parts of the later text whose every pair of letters the earlier has too."""
    known = {earlier[at : at + 2] for at in range(len(earlier) - 1)}
    common = [later[at : at + 2] in known for at in range(len(later) - 1)]
    kept = [a or b for a, b in pairwise([False, *common, False])]
    marked = "".join(letter if keep else BLANK for letter, keep in zip(later, kept, strict=True))
    return [run for run in marked.split(BLANK) if len(run) > 1]


def weight(word: str, rarity: Mapping[int, float]) -> float:
    """How rare a word's character pairs are, all together."""
    return sum(rarity.get((ord(a) << HIGH) | ord(b), 0.0) for a, b in pairwise(word))
