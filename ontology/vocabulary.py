"""The ontology's own files, read as text: `zeren.ttl`, `shapes.ttl`, `codes.ttl`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal


@cache
def vocabulary(name: Literal["zeren", "shapes", "codes"]) -> str:
    """The Turtle text of one of them."""
    return (files(__package__) / f"{name}.ttl").read_text(encoding="utf-8")
