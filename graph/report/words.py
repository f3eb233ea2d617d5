"""The words of a report: codes of the records in Chinese, numbers as a reader expects them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from ..continuity.records import Continuation, Evidence
from ..duties import Duty, Holder
from ..wording import COMMON_THINGS, COMMON_WORDS, DECIDED, FIRST, PARTS, SURE

ADVICE = {
    "no lead": "只列责任单位，或什么单位也没有列",
    "no deadline": "没有写明何时完成",
    "no basis": "没有写明依据哪一份文件",
    "never leads": "只在别人牵头的任务中出现的单位",
    "one month": "牵头任务的期限全落在同一个月的单位",
}
TIES = {
    "same": "同一单位", "decided": f"{DECIDED}为同一单位", "renamed": "更名", "merged": "并入", "split": "分设",
    "transferred": "职能划转", "proposed": "疑为更名", "office": "上下级",
}  # fmt: skip
TITLE, FEW = 60, 4
BLANKS = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")
STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Make every character show itself: direction marks and controls by their code, other unseen ones not at all."""
    return text if text.isascii() and text.isprintable() else "".join(map(shown, text))


def shown(character: str) -> str:
    """Write one character so that it steers nothing."""
    if character in BLANKS:
        return " "
    kind = unicodedata.category(character)
    if character in STEERING or kind in {"Cc", "Cs"}:
        return f"⟨U+{ord(character):04X}⟩"
    return "" if kind == "Cf" and character != "\u200d" else character


def names(holders: Iterable[Holder]) -> str:
    """Join units as printed, each once."""
    return "、".join(dict.fromkeys(h.printed for h in holders))


def carrier(duty: Duty) -> Holder | None:
    """Who a task is counted with: its first lead, or where none is named its first responsible unit."""
    return next(iter(duty.holders), None)


def in_charge(duty: Duty) -> str:
    """Say who leads a task, or who comes first where no one does."""
    if duty.leads:
        return names(duty.leads)
    return f"{duty.responsible[0].printed}（{FIRST}）" if duty.responsible else "未列单位"


def decimal(value: float | None, places: int = 2) -> str:
    """Write a number, a dash where there is none."""
    return "—" if value is None else f"{value:.{places}f}"


def chance(value: float | None) -> str:
    """Write a p or q."""
    if value is None:
        return "—"
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def shortened(text: str, longest: int = TITLE) -> str:
    """Cut a long title, with dots where it was cut."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def sureness(link: Continuation) -> str:
    """Say how sure a link is."""
    return DECIDED if link.decided else f"{SURE} {decimal(link.confidence)}"


def grounds(evidence: Evidence) -> list[tuple[str, str]]:
    """Say what a link rests on: the parts of its score, units, words and works in common."""
    parts = [f"{words} {decimal(value)}" for name, words in PARTS if (value := getattr(evidence, name))]
    ties = (
        f"{tie.earlier} → {tie.later}（{TIES.get(tie.how, tie.how)}）" if tie.earlier != tie.later else tie.later
        for tie in evidence.ties
    )
    rows = [
        ("依据", "，".join(parts)),
        ("单位", few(ties, "；")),
        (COMMON_WORDS, "、".join(evidence.words[:FEW])),
        (COMMON_THINGS, few(evidence.shared)),
    ]
    return [(head, text) for head, text in rows if text]


def alterations(link: Continuation) -> list[tuple[str, str]]:
    """Say what is not as it was; not which units, where each document of a year names its own."""
    changes, rows = link.changes, [("牵头", moved(link.changes.leads_out, link.changes.leads_in))]
    if link.kind != "restated":
        rows.append(("单位", moved(changes.units_out, changes.units_in)))
    if changes.deadline:
        before, after = changes.deadline
        rows.append(("时限", f"{before or '未写'} → {after or '未写'}"))
    rows.append(("指标", few((f"{before} → {after}" for before, after in changes.targets), "；")))
    return [(head, text) for head, text in rows if text]


def moved(out: Iterable[str], into: Iterable[str]) -> str:
    """Say which units left and which came."""
    left, came = few(out), few(into)
    return "　".join([*([f"－{left}"] if left else []), *([f"＋{came}"] if came else [])])


def few(named: Iterable[str], between: str = "、") -> str:
    """Join the first few, each once, and say how many there are where they are more."""
    held = list(dict.fromkeys(named))
    return between.join(held[:FEW]) + (f"等 {len(held)} 个" if len(held) > FEW else "")


def worded(codes: Mapping[str, str], code: str) -> str:
    """Put a code in words; one that is not known stays as it is."""
    return codes.get(code, code)
