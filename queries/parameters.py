"""The parameters of a named query: their kinds, and a value read from words and written as an RDF term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ..errors import UsageError
from ..ontology.ntriples import date, integer, literal


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, kind, whether it must be given, and what it is, in Chinese and English."""

    name: str
    kind: str
    required: bool
    zh: str
    en: str

    def term(self, value: str) -> str:
        """`value` as an RDF term. Errors: UsageError, saying what is allowed."""
        try:
            return KINDS[self.kind][0](value.strip())
        except ValueError:
            raise UsageError(f"参数 {self.name} 的值 {value!r} 不对：要{KINDS[self.kind][1]}") from None


def _text(value: str) -> str:
    if not value:
        raise ValueError
    return literal(value)


def _integer(value: str) -> str:
    return integer(int(value))


def _date(value: str) -> str:
    return date(dt.date.fromisoformat(value).isoformat())


def _iri(value: str) -> str:
    if not value.isprintable() or any(c in '<>"{}|^`\\ ' for c in value) or ":" not in value:
        raise ValueError
    return f"<{value}>"


def _role(value: str) -> str:
    if value not in {"lead", "responsible"}:
        raise ValueError
    return literal(value)


def _one_of(*values: str) -> Callable[[str], str]:
    """Read one of these values; a hyphen stands for a blank, as on the command line."""

    def term(value: str) -> str:
        plain = value.replace("-", " ")
        if plain not in values:
            raise ValueError
        return literal(plain)

    return term


KINDS: Final[Mapping[str, tuple[Callable[[str], str], str]]] = MappingProxyType(
    {
        "text": (_text, "一段文字"),
        "integer": (_integer, "整数，如 2018"),
        "date": (_date, "日期 YYYY-MM-DD，如 2018-12-31"),
        "iri": (_iri, "完整的 IRI，如 https://…"),
        "role": (_role, "lead（牵头）或 responsible（责任、配合）"),
        "continuation": (
            _one_of("continued", "handed over", "split", "merged", "restated"),
            "continued、handed-over、split、merged 或 restated",
        ),
        "outcome": (_one_of("dropped", "new"), "dropped（未再出现）或 new（新出现）"),
    }
)
