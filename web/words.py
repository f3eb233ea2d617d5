"""The interface in two languages: Chinese as it stands in templates and code, English from a table beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Language = Literal["zh", "en"]
TABLE = Path(__file__).parent / "words.tsv"


@cache
def english() -> Mapping[str, str]:
    """The English of every Chinese phrase of the interface."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return MappingProxyType({row[0]: row[1] for row in rows if len(row) == 2})


def said(phrase: str, language: Language, **values: object) -> str:
    """A phrase in a language, `{name}` replaced by its value; a phrase that has no English stays Chinese."""
    text = english().get(phrase, phrase) if language == "en" else phrase
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
