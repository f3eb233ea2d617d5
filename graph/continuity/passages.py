"""The wording of a task that is compared: without its units, its deadline clause and print's blanks, in stretches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..duties import Duty, Holder
from .background import SLOGANS

Span = tuple[int, int]
BLANK = "，"
# The clause that hands a task out or dates it ("牵头单位：…", "责任处室：…", "完成时限：…"), up to its line's end.
CLAUSE = re.compile(
    r"(?:牵头|责任|配合|协办|协同|参与|主办|督办|承办|主管|完成|办理|实施)(?:单位|处室|科室|部门|领导|人|时限|时间|期限)"
    r"[：:][^\n。；;]*"
)
# Where one measure of a task ends and the next begins: a full stop, a semicolon, "一是", "1.", "（1）", a line that
# ended with none of them stays joined, since print wraps lines anywhere.
BREAK = re.compile(
    r"[。；;！？!?]+|[一二三四五六七八九十]是|(?<![0-9.])[0-9]{1,2}[.、．](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[)）]"
)
IGNORED = re.compile(r"[\s*]+")
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A task's compared text; character i of `text` stands at `places[i]` of the task's own text.

    What is not compared (units, clauses) is blanked, so that places stay true. `cuts` are the stretches of `text`.
    """

    title: str
    text: str
    places: range | tuple[int, ...]
    cuts: tuple[Span, ...]

    def source(self, span: Span, start: int) -> Span:
        """Where a span of `text` stands in the source, the task starting at `start`."""
        first, last = span
        return start + self.places[first], start + self.places[last - 1] + 1


def passage(duty: Duty) -> Passage:
    """Read the compared text of a task."""
    bare = CLAUSE.sub(lambda found: BLANK * len(found[0]), duty.text)
    text, places = folded(bare)
    title = IGNORED.sub("", duty.title).lower()
    text = without_slogans(without(text, duty.holders).lower(), title)
    return Passage(title, text, places, tuple(cuts(text)))


def folded(text: str) -> tuple[str, range | tuple[int, ...]]:
    """Drop blanks and bold marks; say where each character left stood."""
    if not IGNORED.search(text):
        return text, range(len(text))
    places = tuple(at for at, letter in enumerate(text) if not letter.isspace() and letter != "*")
    return "".join(text[at] for at in places), places


def without(text: str, holders: tuple[Holder, ...]) -> str:
    """Blank the units that the task names: they are evidence of their own."""
    names = {IGNORED.sub("", name) for holder in holders for name in (holder.printed, holder.name)} - {""}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        text = text.replace(name, BLANK * len(name))
    return text


def without_slogans(text: str, title: str) -> str:
    """Blank the watchwords that a task drops once in passing; one in its title, or said again, is its subject."""
    times = Counter(found[0] for found in slogans().finditer(text))
    passing = {word for word, count in times.items() if count == 1 and word not in title}
    return slogans().sub(lambda found: BLANK * len(found[0]) if found[0] in passing else found[0], text)


@cache
def slogans() -> re.Pattern[str]:
    """Any watchword, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(SLOGANS.split(), key=lambda word: (-len(word), word)))))


def cuts(text: str) -> Iterator[Span]:
    """Cut a text into stretches: its sentences and numbered measures."""
    start = 0
    for found in [*BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        if len(text[start:end].strip(BLANK)) >= SHORTEST:
            yield start, end
        start = found.end() if found else end
