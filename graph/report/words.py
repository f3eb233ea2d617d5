"""The words of a report: codes of the records in Chinese, numbers as a reader expects them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from ..continuity.records import Changes, Continuation, Evidence
from ..duties import Duty, Holder

KINDS = {
    "continued": "延续", "handed over": "移交", "split": "拆分", "merged": "合并", "restated": "重述",
    "dropped": "未再出现", "new": "新出现",
}  # fmt: skip
VERDICTS = {"overloaded": "▲ 负荷偏重", "not more than expected": "未超出预期", "too few to tell": "样本太少"}
GAPS = {
    "no lead": "没有牵头单位", "no deadline": "没有完成时限", "no basis": "没有政策依据",
    "never leads": "从不牵头的单位", "one month": "期限全在一个月的牵头单位",
}  # fmt: skip
ADVICE = {
    "no lead": "只列责任单位，或什么单位也没有列",
    "no deadline": "没有写明何时完成",
    "no basis": "没有写明依据哪一份文件",
    "never leads": "只在别人牵头的任务中出现",
    "one month": "牵头任务的期限全落在同一个月",
}
TIES = {
    "same": "同一单位", "decided": "人工裁定为同一单位", "renamed": "更名", "merged": "并入", "split": "分设",
    "transferred": "职能划转", "proposed": "疑为更名", "office": "上下级",
}  # fmt: skip
NULLS = {"even share": "均摊", "earlier share": "按往年份额"}
WHATS = {"figure": "数字", "deadline": "时限", "lead": "牵头单位"}
PARTS = (("wording", "字面"), ("unit", "单位"), ("basis", "依据"), ("figures", "数字地名"), ("section", "章节"))
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
    return f"{duty.responsible[0].printed}（首个责任单位）" if duty.responsible else "未列单位"


def decimal(value: float | None, places: int = 2) -> str:
    """Write a number, a dash where there is none."""
    return "—" if value is None else f"{value:.{places}f}"


def chance(value: float | None) -> str:
    """Write a p or q."""
    if value is None:
        return "—"
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def percent(value: float | None) -> str:
    """Write a share of one in hundredths."""
    return "—" if value is None else f"{100 * value:.0f}%"


def sureness(link: Continuation) -> str:
    """Say how sure a link is."""
    return "人工裁定" if link.decided else f"把握 {percent(link.confidence)}"


def grounds(evidence: Evidence) -> list[tuple[str, str]]:
    """Say what a link rests on: the parts of its score, units, words and works in common."""
    parts = [(words, getattr(evidence, name)) for name, words in PARTS]
    ties = (
        f"{tie.earlier} → {tie.later}（{TIES.get(tie.how, tie.how)}）" if tie.earlier != tie.later else tie.later
        for tie in evidence.ties
    )
    rows = [
        ("分项", "　".join(f"{words} {decimal(value)}" for words, value in parts)),
        ("单位", "；".join(dict.fromkeys(ties))),
        ("共同用词", "、".join(evidence.words[:8])),
        ("共同依据、数字或地名", "、".join(evidence.shared[:8])),
    ]
    return [(head, text) for head, text in rows if text]


def alterations(changes: Changes) -> list[tuple[str, str]]:
    """Say what is not as it was."""
    rows = [("牵头", moved(changes.leads_out, changes.leads_in)), ("单位", moved(changes.units_out, changes.units_in))]
    if changes.deadline:
        before, after = changes.deadline
        rows.append(("时限", f"{before or '未写'} → {after or '未写'}"))
    rows.append(("指标", "；".join(f"{before} → {after}" for before, after in changes.targets)))
    return [(head, text) for head, text in rows if text]


def moved(out: Iterable[str], into: Iterable[str]) -> str:
    """Say which units left and which came."""
    return "　".join([*(f"－{name}" for name in out), *(f"＋{name}" for name in into)])


def worded(codes: Mapping[str, str], code: str) -> str:
    """Put a code in words; one that is not known stays as it is."""
    return codes.get(code, code)
