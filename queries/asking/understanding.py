"""What a question asks for: a topic, a unit, a year, a deadline, a policy basis or a history."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...graph.fulltext.folding import fold
from .locating import located
from .naming import Names, clipped, named
from .records import Days, Kind, Question, Role
from .wants import topic as topic_of
from .wants import wants

LEADING = ("牵头", "主办", "主管", "带头")
SHARING = ("配合", "协办", "责任单位", "协助")
HISTORY = (
    "以来",
    "以后谁",
    "后来",
    "历年",
    "沿革",
    "变化",
    "演变",
    "先后",
    "改名",
    "更名",
    "这些年",
    "这几年",
    "历来",
    "接着管",
    "各年",
)
BASIS = (
    "依据",
    "根据什么",
    "按哪个文件",
    "哪个文件",
    "什么文件",
    "政策依据",
    "文号",
    "按什么标准",
    "按照什么",
    "按哪项",
)
DUE = ("前", "底", "完成", "到期", "截止", "内", "期限", "时限", "之前")
WHEN = ("什么时候", "何时", "几月", "哪天", "期限", "时限", "截止", "多久", "哪年底")
EVENTS = ("汛前", "汛期前", "供暖季前", "采暖季前", "开学前", "春节前", "国庆前", "入冬前")
OFFICES = ("处室", "科室", "哪个处", "哪个科")
TASKS = (
    "哪些任务",
    "哪些工作",
    "什么任务",
    "哪些事",
    "任务有哪些",
    "有哪些任务",
    "负责什么",
    "牵头什么",
    "牵头的任务",
    "负责的任务",
    "承担",
)
SINCE = ("以来", "以后", "之后", "起", "后")
CENTURIES = ("19", "20")
RANGE = frozenset(("到", "至", "-", "—", "~", "--", "——"))


def understand(words: str, names: Names, places: Sequence[str], days: Days) -> Question:
    """Read a question.

    `names` maps the names of units to their IRIs, `places` are those of the graph's plans; `days` finds in a text the
    words and last day of a due time.
    """
    text = " ".join(fold(words).split())
    basis = cited(text)
    plain = text.replace(basis, "\n") if basis else text
    found = named(plain, names, places)
    years = years_in(text)
    due_words, due = (days(plain, years[0] if years else None) if any(w in plain for w in DUE) else None) or ("", None)
    years = years_in(text.replace(due_words, "\n")) if due else years
    full = [f"{place[:-1]}{name}" for place in places for name in found]
    rest = blanked(plain, (*full, *found, due_words, *year_words(text)))
    where = located(plain, found, places)
    rest = blanked(rest, (*where.words, *places))
    topic, asked = topic_of(rest), any(w in text for w in TASKS)
    if not found and asked and topic and " " not in topic and (units := clipped(topic, names, places)):
        found, rest, topic = {topic: units}, "", ""
    unit_asked = bool(found) and not content(rest, topic, asked=asked)
    iris = tuple(dict.fromkeys(iri for units in found.values() for iri in units))
    kind = kind_of(text, years, due=due, basis=basis, unit=unit_asked)
    return Question(
        words, kind, "" if unit_asked else topic, years, iris if unit_asked else (), tuple(found) if unit_asked else (),
        iris, role_of(text), due, basis, () if unit_asked else wants(rest), where.foreign,
        any(w in text for w in OFFICES),
        since_year(text), where.within,
    )  # fmt: skip


def year_words(text: str) -> list[str]:
    """The wordings of the years that a question names."""
    return [f"{year}{unit}" for year in years_in(text) for unit in ("年度", "年", "")]


def since_year(text: str) -> int | None:
    """The year from which on a question asks."""
    years = years_in(text)
    return years[0] if len(years) == 1 and any(f"{years[0]}年{word}" in text for word in SINCE) else None


def content(rest: str, topic: str, *, asked: bool) -> bool:
    """Whether a question says anything beside its units."""
    said = wants(rest)
    if any(want.concept for want in said):
        return not (asked and len(topic) < 2)
    return len(topic.replace(" ", "")) > (2 if asked else 1)


def blanked(text: str, known: Sequence[str]) -> str:
    """Blank in a text what was understood, the longest first."""
    for word in sorted((w for w in known if w), key=len, reverse=True):
        text = text.replace(word, "\n")
    return text


def kind_of(text: str, years: tuple[int, ...], *, due: str | None, basis: str | None, unit: bool) -> Kind:
    """Name the kind of a question by the first thing in it that decides."""
    if unit and len(years) < 2 and not due:
        return "unit"
    if len(years) > 1 or any(word in text for word in HISTORY):
        return "history"
    if basis or any(word in text for word in BASIS):
        return "basis"
    if due or any(word in text for word in (*EVENTS, *WHEN)):
        return "deadline"
    return "year" if years else "topic"


def role_of(text: str) -> Role | None:
    """The role that is asked for."""
    shared = text
    for word in ("牵头负责", "负责牵头", *TASKS, "由谁负责", "谁负责"):
        shared = shared.replace(word, "牵头" if "牵头" in word else "")
    if any(word in text for word in LEADING) and not ("或" in text and "负责" in shared):
        return "lead"
    return "responsible" if any(word in text for word in SHARING) else None


def years_in(text: str) -> tuple[int, ...]:
    """Find the years that a question names, with those of a range between; those of a 文号 (〔2018〕) are none."""
    found = [
        (i, int(text[i : i + 4]))
        for i in range(len(text) - 4)
        if text[i : i + 2] in CENTURIES and text[i : i + 4].isdecimal() and text[i + 4] in "年到至-—~、和"
    ]
    for (at, first), (then, last) in pairwise(found):
        if text[at + 4 : then].strip("年 从") in RANGE and first < last:
            found += [(then, year) for year in range(first, last)]
    return tuple(sorted(dict.fromkeys(year for _, year in found)))


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
