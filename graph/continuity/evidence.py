"""What a link rests on, in parts that a reader can check: wording, units, works, figures, section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..duties import Duty, work
from .changes import letters, likeness
from .grams import HIGH, Bags
from .kinship import Kinship, ties
from .passages import Passage, Span
from .records import Evidence
from .words import Segmenter

WORDS = 8  # shown of each link


@dataclass(frozen=True, slots=True)
class Compared:
    """The tasks of one place and all that was made of them to compare them."""

    duties: tuple[Duty, ...]
    passages: tuple[Passage, ...]
    bags: Bags
    kin: Kinship


def evidence(one: int, other: int, unit: float, side: Compared, cut: Segmenter) -> Evidence:
    """Gather the evidence for a pair of tasks, by their places; `unit` is the feature of that name."""
    earlier, later = side.duties[one], side.duties[other]
    cosine, here, there = likest(one, other, side.bags)
    whole = float(side.bags.whole[[one]].multiply(side.bags.whole[[other]]).sum())
    return Evidence(
        wording=round(min(max(whole, cosine), 1.0), 4),
        unit=round(unit, 4) if side.kin.names[one] and side.kin.names[other] else None,
        basis=share(earlier.cited, later.cited),
        figures=share(figures(earlier), figures(later)),
        section=headings(earlier, later),
        words=strongest(side.passages[one].text, side.passages[other].text, side.bags, cut),
        ties=ties(earlier, later, side.kin),
        shared=(*shared_works(earlier, later), *shared_figures(earlier, later)),
        earlier=place(one, here, side),
        later=place(other, there, side),
    )


def likest(one: int, other: int, bags: Bags) -> tuple[float, int, int]:
    """The two stretches that say most of the same: their cosine and their places in each task, -1 where it has none.

    They are the ones with the most common weight, so that a short formula that both repeat does not stand for them.
    """
    rows, columns = (slice(int(bags.first[at]), int(bags.first[at + 1])) for at in (one, other))
    cosines = (bags.stretches[rows] @ bags.stretches[columns].T).toarray()
    if not cosines.size:
        here, there = ((-1 if part.start == part.stop else 0) for part in (rows, columns))
        return 0.0, here, there
    common = (bags.marks[rows].multiply(bags.weights) @ bags.marks[columns].T).toarray()
    here, there = divmod(int(np.argmax(cosines * common)), cosines.shape[1])
    return float(cosines[here, there]), here, there


def place(at: int, stretch: int, side: Compared) -> Span:
    """Where a stretch stands in its source; the whole task where it has none."""
    duty, text = side.duties[at], side.passages[at]
    return text.source(text.cuts[stretch], duty.start) if stretch >= 0 else (duty.start, duty.end)


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


def strongest(earlier: str, later: str, bags: Bags, cut: Segmenter) -> tuple[str, ...]:
    """The rarest words that two texts share."""
    told = set(cut(later))
    common = dict.fromkeys(word for word in cut(earlier) if word in told)
    weighed = sorted(common, key=lambda word: (-weight(word, bags), earlier.find(word)))
    return tuple(weighed[:WORDS])


def weight(word: str, bags: Bags) -> float:
    """How rare a word's character pairs are, all together."""
    codes = [ord(letter) for letter in word]
    keys = np.array([(a << HIGH) | b for a, b in pairwise(codes)], dtype=np.int64)
    at = np.clip(np.searchsorted(bags.keys, keys), 0, len(bags.keys) - 1)
    return float(np.sum(np.where(bags.keys[at] == keys, bags.weights[at], 0)))
