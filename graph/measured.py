"""What a measurable target measures, apart from how much: so that two plans' figures for one thing can be compared.

`新设置果皮箱5825个` measures 新设置果皮箱 in 个. A target may set one figure for several things
(`慢车道、支路背街积尘不超过10克/平方米`): each is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from .duties import Duty, Goal

# What a figure is printed in: the same measure in other letters.
MEASURES = {
    "m2": "平方米", "m²": "平方米", "平米": "平方米", "km2": "平方公里", "km": "公里", "千米": "公里", "m": "米",
    "m3": "立方米", "t": "吨", "kg": "千克", "公斤": "千克", "mw": "兆瓦", "h": "小时", "g/m2": "克/平方米",
}  # fmt: skip
_NUMBER = "0-9０-９零〇一二两三四五六七八九十百千万亿"
_WHEN = re.compile(
    rf"^(?:截至|截止|到|至|在|于)?(?:[{_NUMBER}]+年)?(?:[{_NUMBER}]+月)?(?:上半年|下半年|年度|[年月]?[底末初内前中])*[，、]?"
)
_AMOUNT = re.compile(r"[0-9]+(?:[.,][0-9]+)*[万亿]?")
_CHINESE_AMOUNT = re.compile(r"[零〇一二两三四五六七八九十百千]+[万亿]?")
# Words that say how a figure binds, or urge; they tell nothing of what is measured.
_BINDING = re.compile(
    r"不低于|不少于|不小于|不超过|不高于|不大于|不得|控制在|保持在|稳定在|达到|达|力争|确保|实现|完成|累计|总计|至少|约|"
    r"左右|以上|以下|以内|以外|之内|超过|突破|提高到|提升到|降低到|降至|增加到|增至|压减到|努力|力保|全年|年内|今年|当年"
)
_GLUE = re.compile(r"[\s，。；：,;:“”\"‘’'《》*]+")
_NOTE = re.compile(r"\([^()]*\)")
_ITEM = re.compile(r"[、和及与或]")
# Measures that a bare figure is read with; a longer one goes before a shorter.
_COUNTED = (
    "平方公里|平方米|立方米|公里|千米|米|元|吨|千瓦|兆瓦|公顷|亩|个工作日|工作日|小时|分钟|个百分点|%|％|"
    "㎡|个|项|条|座|处|家|户|套|所|台|辆|盏|株|棵|人|名|次|件|间|张|块|栋|幢|宗|床|班|场|期|类|种|支|部|艘|架|口|眼"
)
_BARE = re.compile(rf"(?<![0-9.〔第])([0-9]+(?:\.[0-9]+)?)(万|亿)?(?:余|多)?({_COUNTED})")
_CLAUSE = re.compile(r"[^，。；：;！\n]+")
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}
_MOST = 300  # figures of one task; a table in disguise would be compared for minutes
_SHORTEST = 2
_WORD = 4  # a longer stretch that differs says something else, and is no pair of opposites
_NAMED = 6  # so many letters right before both figures name the thing that is counted
_ENOUGH = 0.6
_CLOSE = 1e-9
_OPPOSITES = tuple(
    map(
        frozenset,
        (
            "0123456789零〇一二两三四五六七八九十甲乙丙",
            "东南西北中",
            "城镇乡农村",
            "新老旧改",
            "主次支",
            "大中小",
            "快慢",
            "省市县区",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A target's subject: the words without figure, the things they list, the measure, the words before the figure."""

    subject: str
    things: tuple[str, ...]
    measure: str
    before: str = ""


def folded(text: str) -> str:
    """Fold widths, drop blanks and marks; brackets become ASCII."""
    return _GLUE.sub("", unicodedata.normalize("NFKC", text))


def measure_of(printed: str) -> str:
    """One spelling for each measure."""
    plain = unicodedata.normalize("NFKC", printed).strip().lower()
    return MEASURES.get(plain, plain)


def measured(goal: Goal) -> Measured:
    """Tell what a target measures."""
    words = _WHEN.sub("", folded(goal.words), count=1)
    printed = folded(goal.measure)
    before, found, after = _parted(words, printed)
    subject = _BINDING.sub("", before) + (_BINDING.sub("", after) if found else "")
    listed = (_BINDING.sub("", part) for part in _ITEM.split(_NOTE.sub("", before)))
    things = tuple(part for part in listed if len(part) >= _SHORTEST)
    return Measured(subject, things, measure_of(goal.measure), _BINDING.sub("", before))


def figures(duty: Duty) -> list[Goal]:
    """The targets of a task, and the other figures in its text that have a measure, in the order of the text.

    A plan may state the same thing once as a target and once in passing.
    """
    plain, places = squeezed(duty)
    found = list(duty.goals)
    for clause in _CLAUSE.finditer(plain):
        for hit in _BARE.finditer(clause.group()):
            start, end = places[clause.start() + hit.start()], places[clause.start() + hit.end() - 1] + 1
            if not any(goal.start <= start < goal.end for goal in duty.goals):
                value = float(hit[1]) * _TIMES[hit[2] or ""]
                found.append(Goal(clause.group(), "=", value, hit[3], start, end))
    return sorted(found, key=lambda goal: (goal.start, goal.end))[:_MOST]


def squeezed(duty: Duty) -> tuple[str, list[int]]:
    """A task's text without blanks, and the place in the source of each of its letters."""
    kept = [(c, duty.start + at) for at, c in enumerate(duty.text) if not c.isspace()]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def due(duty: Duty, words: str) -> Measured | None:
    """What a due time in a task's text is for: the clause around it without the time; None where it is not found."""
    plain, told = squeezed(duty)[0], "".join(words.split())
    clause = next((hit.group() for hit in _CLAUSE.finditer(plain) if told in hit.group()), None)
    if not told or clause is None:
        return None
    return Measured(_BINDING.sub("", folded(clause.replace(told, "", 1))), (), "")


def _parted(words: str, measure: str) -> tuple[str, bool, str]:
    """The words before a figure in this measure, whether there is one, and those behind it."""
    for pattern in (_AMOUNT, _CHINESE_AMOUNT):
        for hit in pattern.finditer(words):
            if words.startswith(measure, hit.end()):
                return words[: hit.start()], True, words[hit.end() + len(measure) :]
    return words, False, ""


def likeness(one: Measured, other: Measured) -> float:
    """How surely two targets measure the same thing: 1 for the same words or a thing in common, else by their letters.

    Letters are compared in pairs: the share of the shorter subject's pairs that the longer has, since one plan often
    says more of the same thing (大型转运站, 生活垃圾大型转运站). Where both say something else of one set (一类, 二类),
    they differ.
    """
    if one.measure != other.measure or not one.subject or not other.subject:
        return 0.0
    if one.subject == other.subject or _share_a_thing(one, other):
        return 1.0
    a, b = _pairs(one.subject), _pairs(other.subject)
    if not a or not b or _opposed(one.subject, other.subject):
        return 0.0
    if _tail(one.before, other.before) >= _NAMED:
        return 1.0
    shared = len(a & b)
    contained, alike = shared / min(len(a), len(b)), 2 * shared / (len(a) + len(b))
    return max(alike, contained * (0.5 + alike / 2))


def _share_a_thing(one: Measured, other: Measured) -> bool:
    """Whether a list of things on one side names what the other side names, before the words that end both alike."""
    if max(len(one.things), len(other.things)) < 2 or not one.things or not other.things:
        return False
    tail = _tail(one.things[-1], other.things[-1])
    if tail < _SHORTEST:
        return False
    ends = one.things[-1][-tail:]
    mine, theirs = ({thing.removesuffix(ends) for thing in side.things} for side in (one, other))
    return bool({thing for thing in mine & theirs if len(thing) >= _SHORTEST})


def _tail(one: str, other: str) -> int:
    """How many letters two texts end in alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one[::-1], other[::-1], strict=False)))


def _opposed(one: str, other: str) -> bool:
    """Whether, where the words differ, each side has a word of the same set: 一类 against 二类, 城区 against 农村."""
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if (
            tag == "replace"
            and max(j - i, m - k) <= _WORD
            and any(set(one[i:j]) & group and set(other[k:m]) & group for group in _OPPOSITES)
        ):
            return True
    return False


def same_thing(one: Measured, other: Measured) -> bool:
    """Whether two targets are about the same thing."""
    return likeness(one, other) >= _ENOUGH


def paired(ones: Sequence[Goal], others: Sequence[Goal]) -> list[tuple[Goal, Goal]]:
    """Pair figures for the same thing, the likest first and of those the equal ones; each is paired once.

    A figure for several things can be paired with as many of the other side.
    """
    left, right = ([(goal, measured(goal)) for goal in goals] for goals in (ones, others))
    ranked = sorted(
        ((-likeness(x, y), differ(a, b), a.start, b.start, i, j)
         for i, (a, x) in enumerate(left) for j, (b, y) in enumerate(right) if same_thing(x, y)),
    )  # fmt: skip
    mine, theirs = ([max(1, len(about.things)) for _, about in side] for side in (left, right))
    found = []
    for *_, i, j in ranked:
        if mine[i] and theirs[j]:
            mine[i] -= 1
            theirs[j] -= 1
            found.append((left[i][0], right[j][0]))
    return found


def differ(one: Goal, other: Goal) -> bool:
    """Whether two figures have another value."""
    return abs(one.value - other.value) > _CLOSE * max(abs(one.value), abs(other.value), 1.0)


def _pairs(text: str) -> set[str]:
    plain = [c for c in text if c.isalnum()]
    return {a + b for a, b in pairwise(plain)}
