"""What a link rests on, in parts that a reader can check: wording, units, works, figures, section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from ..duties import Duty, work
from .grams import HIGH, Bags, Counted, Real, Whole, bags
from .kinship import Kinship, ties
from .lettering import letters, likeness
from .passages import BLANK, Passage, Span
from .records import Evidence
from .words import Segmenter, naming

WORDS = 8  # shown of each link


@dataclass(frozen=True)
class Compared:
    """The tasks of one place and all that was made of them to compare them, in whatever blocks."""

    duties: tuple[Duty, ...]
    passages: tuple[Passage, ...]
    counted: Counted
    kin: Kinship

    @cached_property
    def bags(self) -> Bags:
        """All tasks as one block."""
        return bags(self.counted, [np.arange(len(self.duties))])

    @cached_property
    def years(self) -> Whole:
        """The plan year of each task, 0 where it is not known."""
        return np.array([duty.year or 0 for duty in self.duties], dtype=np.int64)

    @cached_property
    def steps(self) -> Whole:
        """The place of each task's plan year among the years that there are."""
        return np.unique(self.years, return_inverse=True)[1].astype(np.int64)

    @cached_property
    def columns(self) -> Mapping[int, int]:
        """Where each pair of letters stands among the weights."""
        return dict(zip(self.counted.keys.tolist(), range(len(self.counted.keys)), strict=True))


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked pair by its places, its features `wording` (of its likest part) and `unit`, its likest stretches."""

    earlier: int
    later: int
    wording: float
    unit: float
    stretches: tuple[int, int]


@dataclass(frozen=True)
class Wording:
    """How the words that two tasks of a block share are found and weighed: rarest first are shown."""

    cut: Segmenter
    rarity: Callable[[str], float]

    def strongest(self, earlier: str, later: str) -> tuple[str, ...]:
        """The rarest words that two texts share, rarest first: only what both say is cut into words."""
        words = dict.fromkeys(word for run in runs(earlier, later) for word in self.cut(run))
        weighed = {word: self.rarity(word) for word in words}
        return tuple(sorted(weighed, key=lambda word: (-weighed[word], word))[:WORDS])


def wording(side: Compared, block: Sequence[int], weights: Real, cut: Segmenter) -> Wording:
    """What the words of a block's tasks are found by; the names of their units are words."""
    columns = side.columns

    @cache
    def rarity(word: str) -> float:
        pairs = (columns.get((ord(a) << HIGH) | ord(b)) for a, b in pairwise(word))
        return sum(float(weights[pair]) for pair in pairs if pair is not None)

    return Wording(naming((holder.printed for at in block for holder in side.duties[at].holders), cut), rarity)


def evidence(link: Linked, side: Compared, told: Wording) -> Evidence:
    """Gather the evidence for a pair of tasks."""
    earlier, later = side.duties[link.earlier], side.duties[link.later]
    both = side.kin.names[link.earlier] and side.kin.names[link.later]
    return Evidence(
        wording=round(min(link.wording, 1.0), 4),
        unit=round(link.unit, 4) if both else None,
        basis=share(earlier.cited, later.cited),
        figures=share(figures(earlier), figures(later)),
        section=headings(earlier, later),
        words=told.strongest(side.passages[link.earlier].text, side.passages[link.later].text),
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
    return text.source(text.cuts[stretch], duty.start)


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


def runs(earlier: str, later: str) -> list[str]:
    """The parts of the later text whose every pair of letters the earlier has too."""
    known = {earlier[at : at + 2] for at in range(len(earlier) - 1)}
    common = [later[at : at + 2] in known for at in range(len(later) - 1)]
    kept = [a or b for a, b in pairwise([False, *common, False])]
    marked = "".join(letter if keep else BLANK for letter, keep in zip(later, kept, strict=True))
    return [run for run in marked.split(BLANK) if len(run) > 1]
