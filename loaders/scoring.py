"""How right an extraction is: precision, recall and F1 a field against its gold, and every error with its passage."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .alignment import Annotation, align, fold

FIELDS = (
    "tasks", "titles", "units", "roles", "groups", "deadlines", "milestones", "citations", "relations", "targets",
    "comparators",
)  # fmt: skip
Item = tuple[object, ...]
PASSAGE = 120
JOINT = " · "


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items are right, how many the gold holds, how many were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Count two documents together."""
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One task's difference in one field; `line` is None where the document was not at hand."""

    field: str
    number: str
    title: str
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    passage: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One document's tallies by field and its errors."""

    name: str
    tallies: Mapping[str, Tally]
    misses: tuple[Miss, ...] = field(default=())


def items(task: Annotation | None) -> dict[str, Counter[Item]]:
    """List what is compared inside one task, a multiset a field."""
    if task is None:
        return {name: Counter() for name in FIELDS}
    units = [(fold(u["text"]), u["role"], bool(u.get("group"))) for u in task.get("units") or []]
    cites = [(fold(c["title"]), fold(c.get("number")), c["relation"]) for c in task.get("citations") or []]
    targets = [(float(t["value"]), fold(t["unit"]), t["comparator"]) for t in task.get("targets") or []]
    due = [task["deadline"]] if task.get("deadline") else []
    return {
        "tasks": Counter(),
        "titles": Counter([(fold(task["title"]),)]),
        "units": Counter((text,) for text, _, _ in units),
        "roles": Counter((text, role) for text, role, _ in units),
        "groups": Counter((text, group) for text, _, group in units),
        "deadlines": Counter((day(d),) for d in due),
        "milestones": Counter((day(m),) for m in task.get("milestones") or []),
        "citations": Counter((title, number) for title, number, _ in cites),
        "relations": Counter((title, relation) for title, _, relation in cites),
        "targets": Counter((value, unit) for value, unit, _ in targets),
        "comparators": Counter(targets),
    }


def day(due: Annotation) -> str:
    """Compare due times by their date, and where they have none by their words."""
    return str(due["date"] or fold(due["text"]))


def score(gold: Annotation, found: Annotation, name: str, text: str = "") -> Score:
    """Compare one document's annotation with its gold; `text` is the document, for the passages of errors."""
    pairs = dict(align(gold["tasks"], found["tasks"]))
    taken = set(pairs.values())
    rows = [(g, found["tasks"][pairs[i]] if i in pairs else None) for i, g in enumerate(gold["tasks"])]
    rows += [(None, f) for j, f in enumerate(found["tasks"]) if j not in taken]
    tallies = dict.fromkeys(FIELDS, Tally())
    tallies["tasks"] = Tally(len(pairs), len(gold["tasks"]), len(found["tasks"]))
    misses: list[Miss] = []
    for g, f in rows:
        right, made = items(g), items(f)
        for key in FIELDS[1:]:
            shared = (right[key] & made[key]).total()
            tallies[key] += Tally(shared, right[key].total(), made[key].total())
        misses += differences(g, f, text)
    return Score(name, tallies, tuple(misses))


def differences(gold: Annotation | None, found: Annotation | None, text: str) -> Iterator[Miss]:
    """Name what differs between a task and its gold; a task that only one side has is one error, not ten."""
    task = gold or found
    if task is None:
        return
    number, title = str(task.get("id") or ""), str(task["title"])
    if gold is None or found is None:
        missed, extra = ((), (title,)) if gold is None else ((title,), ())
        yield Miss("tasks", number, title, missed, extra, *passage(task, (), text))
        return
    right, made = items(gold), items(found)
    for key in FIELDS[1:]:
        lost, more = written(right[key] - made[key]), written(made[key] - right[key])
        if lost or more:
            yield Miss(key, number, title, lost, more, *passage(found, lost + more, text))


def written(counter: Counter[Item]) -> tuple[str, ...]:
    """Write the differing items as words."""
    return tuple(
        JOINT.join(f"{part:g}" if isinstance(part, float) else str(part) for part in i) for i in counter.elements()
    )


def passage(task: Annotation, words: Sequence[str], text: str) -> tuple[str, int | None]:
    """Quote the document where an error lies: at its words inside the task, else at the task's head."""
    if not text:
        return "", None
    start, end = int(task.get("start") or 0), int(task.get("end") or len(text))
    sought = [w.split(JOINT)[0] for w in words] if task.get("end") else [fold(task["title"])]
    at = next((hit for w in sought if (hit := find(w, text, start, end)) >= 0), start)
    quote = text[max(start, at - PASSAGE // 3) : min(end, at + PASSAGE)]
    return "".join(quote.split()), text.count("\n", 0, at) + 1


def find(words: str, text: str, start: int, end: int) -> int:
    """Find words in a stretch of a document, blind to white space, bold marks and width; -1 where they are not."""
    folded, offsets = compact(text)
    hit = folded.find(words, bisect_left(offsets, start), bisect_left(offsets, end)) if words else -1
    return offsets[hit] if hit >= 0 else -1


@lru_cache(maxsize=1)
def compact(text: str) -> tuple[str, list[int]]:
    """Fold a document, and give the offset of each folded character in it."""
    kept = [(f, i) for i, c in enumerate(text) for f in fold(c)]
    return "".join(f for f, _ in kept), [i for _, i in kept]


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """Add the tallies of several documents."""
    return {
        key: sum((s.tallies[key] for s in scores_list), Tally()) for scores_list in [list(scores)] for key in FIELDS
    }
