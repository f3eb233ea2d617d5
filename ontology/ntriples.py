"""Terms and triples written as N-Triples, with the escapes of the canonical form."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import Final

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_RARE: Final = {
    0x08: "\\b",
    0x0C: "\\f",
    **{c: f"\\u{c:04X}" for c in (*range(8), 0x0B, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # a lone surrogate is no character and cannot be stored
}

_MARKS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def literal(text: str) -> str:
    """A plain string."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if '"' in text:
        text = text.replace('"', '\\"')
    if not text.isprintable():
        text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
        if not text.isprintable():
            text = text.translate(_RARE)
    return f'"{text}"'


def text_of(term: str) -> str:
    """The text of a plain string as `literal` writes it."""
    inner = term[1:-1]
    return _escapes().sub(_unescaped, inner) if "\\" in inner else inner


@cache
def _escapes() -> re.Pattern[str]:
    return re.compile(r"\\(u[0-9A-F]{4}|.)")


def _unescaped(found: re.Match[str]) -> str:
    mark = found[1]
    return _MARKS.get(mark) or (chr(int(mark[1:], 16)) if mark[0] == "u" else mark)


@lru_cache(maxsize=4096)
def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{_XSD}integer>'


@lru_cache(maxsize=4096)
def date(day: str) -> str:
    """An xsd:date from `YYYY-MM-DD`."""
    return f'"{day}"^^<{_XSD}date>'


def decimal(value: float) -> str:
    """An xsd:decimal without exponent or trailing zeros; what no decimal can hold is an xsd:double."""
    if not math.isfinite(value) or abs(value) >= 1e18:
        return f'"{value!r}"^^<{_XSD}double>'.replace("inf", "INF").replace("nan", "NaN")
    digits = repr(float(value))
    if "e" in digits:
        from decimal import Decimal

        digits = f"{Decimal(digits):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f'"{digits}"^^<{_XSD}decimal>'
