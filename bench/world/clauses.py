"""Responsibility clauses in the forms that plans have, each with the mentions that are to be read out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from .records import Due, Mention

LABELLED: Final = (
    "lines", "lines", "blanks", "commas", "persons", "one line", "spaced", "bracket labels", "boxed", "shares only",
)  # fmt: skip
RUNNING: Final = ("leads", "role bracket", "joint", "by duties", "by one", "sentence")
_PEOPLE: Final = ("张某", "李某某", "王某", "赵某某")
FORMS: Final = (*LABELLED, *RUNNING)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as printed: on the body's own line (`behind`), and on lines of its own below it."""

    behind: str
    below: tuple[str, ...]
    mentions: tuple[Mention, ...]
    due: Due | None


def clause(chance: Random, form: str, leads: Sequence[Mention], others: Sequence[Mention], due: Due | None) -> Clause:
    """Write who answers for a task, and by when."""
    if form in LABELLED or not others:
        return labelled(chance, form, leads, others, due)
    return running(form, leads, others, due)


def listed(mentions: Sequence[Mention], by: str = "、") -> str:
    """The names with what parts them."""
    return "".join((m.joint or by) * (at > 0) + m.text for at, m in enumerate(mentions))


def labelled(chance: Random, form: str, leads: Sequence[Mention], others: Sequence[Mention], due: Due | None) -> Clause:
    """Labels before the names: on lines of their own, on one line, in one bracket, or each label boxed."""
    if form == "shares only" or not others:
        leads, others = (), _equal(leads, others)
    plain = not any(m.group or m.name or m.joint for m in others)
    by = {"blanks": "　", "commas": "，"}.get(form, "、") if plain else "、"
    share = chance.choice(("责任单位", "责任单位", "配合单位")) if leads else "责任单位"
    parts = [("牵头单位", listed(leads, by))] if leads else []
    parts += [(share, listed(others, by))]
    parts += [("责任人", f"{chance.choice(_PEOPLE)}、{chance.choice(_PEOPLE)}")] if form == "persons" else []
    parts += [("完成时限", due.text)] if due else []
    mentions = (*leads, *others)
    if form == "spaced":
        return Clause("", ("　".join(f"{label}：{words}" for label, words in parts),), mentions, due)
    if form == "one line":
        return Clause("", ("；".join(f"{label}：{words}" for label, words in parts) + "。",), mentions, due)
    if form == "bracket labels":
        inside = "；".join(f"{label}：{words}" for label, words in parts)
        return Clause(f"（{inside}）", (), mentions, due)
    if form == "boxed":
        return Clause("", tuple(f"【{label}】{words}" for label, words in parts), mentions, due)
    return Clause("", tuple(f"{label}：{words}" for label, words in parts), mentions, due)


def running(form: str, leads: Sequence[Mention], others: Sequence[Mention], due: Due | None) -> Clause:
    """Words that run: in a bracket behind the body, or as its last sentence."""
    end = f"，{due.text}{'' if due.kind == 'standing' else '完成'}" if due else ""
    both = (*leads, *others)
    equal = _equal(leads, others)
    match form:
        case "leads":
            return Clause(f"（{listed(leads)}牵头，{listed(others)}配合{end}）", (), both, due)
        case "role bracket":
            heads = "、".join(f"{m.text}（牵头）" for m in leads)
            return Clause(f"（{heads}、{listed(others)}负责{end}）", (), both, due)
        case "joint":
            return Clause(f"（{listed(leads)}会同{listed(others)}负责{end}）", (), both, due)
        case "by duties":
            return Clause(f"（{listed(equal)}按职责分工负责{end}）", (), equal, due)
        case "by one":
            return Clause(f"由{listed(equal)}负责{end}。", (), equal, due)
    return Clause(f"{listed(leads)}牵头，{listed(others)}落实{end}。", (), both, due)


def _equal(leads: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(replace(mention, role="responsible") for mention in (*leads, *others))
