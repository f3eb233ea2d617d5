"""What a question asks for: a topic, a unit, a year, a deadline, a policy basis or a history."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["topic", "unit", "year", "deadline", "basis", "history"]
Role = Literal["lead", "responsible"]
Days = Callable[[str, int | None], tuple[str, str] | None]

# Words that ask, and say nothing of what is asked for; the longest are taken out first.
ASKING = (
    "由哪个部门牵头", "是哪个处室管的", "由哪个处室牵头", "要完成哪些工作", "归哪个部门管", "该找哪个部门",
    "哪些单位配合", "负责哪些任务", "负责哪些工作", "承担哪些任务", "牵头哪些任务", "要完成的任务", "这是哪项任务",
    "有哪些任务", "牵头的任务", "负责的任务", "任务有哪些", "有哪些要求", "分别由谁", "哪个部门", "哪个处室",
    "哪个单位", "哪个科室", "哪些部门", "哪些单位", "哪些处室", "哪些任务", "哪些工作", "哪项任务", "什么任务",
    "任务分工", "责任单位", "牵头单位", "配合单位", "可不可以", "我想知道", "哪个文件", "什么时候", "有哪些",
    "是什么", "能不能", "之前要", "底前要", "的任务", "按哪个", "由哪个", "归哪个", "前完成", "怎么办", "哪一年",
    "由谁", "谁来", "谁的", "归谁", "找谁", "牵头", "负责", "配合", "主管", "分管", "哪些", "什么", "怎么", "怎样",
    "如何", "请问", "分别", "前要", "任务", "完成", "要求", "开展", "应该", "依据", "根据", "按照", "执行", "政策",
    "期限", "时限", "多久", "何时", "后来", "历年", "沿革", "该找", "哪个", "有关", "关于", "相关", "方面", "工作",
    "事项", "事情", "这项", "这件", "目前", "现在", "几月", "谁", "吗", "呢", "了", "的", "该", "要", "按", "从",
    "到", "叫",
)  # fmt: skip
LEADING = ("牵头", "主办", "主管")
SHARING = ("配合", "协办", "责任单位")
HISTORY = ("后来", "历年", "沿革", "变化", "演变", "先后", "改名", "更名")
BASIS = ("依据", "根据什么", "按哪个文件", "哪个文件", "政策依据", "文号")
DUE = ("前", "底", "完成", "到期", "截止", "内", "期限", "时限")
CENTURIES = ("19", "20")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; `topic` is what is left when everything else is taken out.

    `units` are asked for their tasks; `mentioned` are all that the question names, also beside a topic.
    """

    words: str
    kind: Kind
    topic: str
    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    unit_names: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    role: Role | None = None
    due: str | None = None
    basis: str | None = None


def understand(words: str, units: Mapping[str, tuple[str, ...]], days: Days) -> Question:
    """Read a question.

    `units` maps the printed names of units to their IRIs; `days` finds in a text the words and last day of a due time.
    """
    text = "".join(unicodedata.normalize("NFKC", words).split())
    years = years_in(text)
    names = names_in(text, units)
    basis = cited(text)
    due_words, due = (days(text, years[0] if years else None) if any(w in text for w in DUE) else None) or ("", None)
    topic = left_over(text, (*names, due_words, *(f"{y}年度" for y in years), *(f"{y}年" for y in years), basis or ""))
    unit_asked = bool(names) and len(topic) < 2
    role: Role | None = "lead" if any(w in text for w in LEADING) else None
    if role is None and any(w in text for w in SHARING):
        role = "responsible"
    iris = tuple(dict.fromkeys(iri for name in names for iri in units[name]))
    return Question(
        words, kind_of(text, years, unit_asked, due, basis), topic, years, iris if unit_asked else (),
        names if unit_asked else (), iris, role if unit_asked else None, due, basis,
    )  # fmt: skip


def kind_of(text: str, years: tuple[int, ...], unit_asked: bool, due: str | None, basis: str | None) -> Kind:  # noqa: FBT001 - a fact, no switch
    """Name the kind of a question by the first thing in it that decides."""
    if len(years) > 1 or any(word in text for word in HISTORY):
        return "history"
    if basis or any(word in text for word in BASIS):
        return "basis"
    if due:
        return "deadline"
    if unit_asked:
        return "unit"
    return "year" if years else "topic"


def years_in(text: str) -> tuple[int, ...]:
    """Find the years that a question names, in order; those of a 文号 (〔2018〕) are none."""
    found = (
        int(text[i : i + 4])
        for i in range(len(text) - 4)
        if text[i : i + 2] in CENTURIES and text[i : i + 4].isdecimal() and text[i + 4] in "年到至-—~、和"
    )
    return tuple(dict.fromkeys(found))


def names_in(text: str, units: Iterable[str]) -> tuple[str, ...]:
    """Find the units that a question names, each stretch of it read as the longest name that fits."""
    found = []
    for name in sorted({u for u in units if len(u) > 1 and u in text}, key=lambda u: (-len(u), u)):
        if name in text:
            found.append(name)
            text = text.replace(name, "\n")
    return tuple(found)


def cited(text: str) -> str | None:
    """Find the 文号 or the title that a question cites."""
    for opening, closing in (("《", "》"), ("〔", "号"), ("[", "号"), ("【", "号")):
        start, end = text.find(opening), text.rfind(closing)
        if 0 <= start < end:
            head = start if opening == "《" else beginning(text, start)
            return text[head : end + 1]
    return None


def beginning(text: str, bracket: int) -> int:
    """Find where the letters before the bracket of a 文号 begin (郑政办〔2018〕…): at most 8, after an asking word."""
    head = bracket
    while head > 0 and bracket - head < 8 and text[head - 1].isalnum():
        head -= 1
    for word in ("依据", "根据", "按照", "落实", "执行", "贯彻"):
        at = text.rfind(word, head, bracket)
        if at >= 0:
            head = at + len(word)
    return head


def left_over(text: str, known: Iterable[str]) -> str:
    """Take out of a question what was understood, the words that ask, and the marks."""
    for word in sorted((w for w in known if w), key=len, reverse=True):
        text = text.replace(word, "\n")
    for word in ASKING:
        text = text.replace(word, "\n")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())
