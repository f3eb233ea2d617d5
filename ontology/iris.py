"""IRIs minted from content: the same input always gives the same name, and Chinese stays Chinese.

Terms are shared by everyone (`terms.py`); the base under which *things* are named can be chosen.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote

DEFAULT_BASE: Final = "https://w3id.org/zeren/"

_PLAIN: Final = frozenset("-._~:,（）〔〕〈〉《》「」“”‘’、，；：！·—…")
_LONGEST: Final = 120


def _kept(character: str) -> bool:
    return character.isalnum() or character in _PLAIN


@lru_cache(maxsize=65536)
def segment(text: str) -> str:
    """One path segment of an IRI: letters, digits and Chinese marks stay, everything else is percent-encoded.

    A very long text is cut and told apart by its hash; `.` and `..` would be read as folders and are encoded.
    """
    if len(text) > _LONGEST:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        text = f"{text[:_LONGEST]}~{digest}"
    if text.strip(".") == "":
        return "%2E" * len(text) or "_"
    return encoded(text)


def encoded(text: str) -> str:
    """Letters, digits and Chinese marks as they are, everything else percent-encoded."""
    return "".join(c if _kept(c) else quote(c, safe="", errors="replace") for c in text)


def path(text: str) -> str:
    """Several segments split by `/`."""
    return "/".join(segment(part) for part in text.split("/"))


@dataclass(frozen=True, slots=True)
class Namer:
    """Mints the IRIs of things and graphs under one base, which ends in `/` or `#`."""

    base: str = DEFAULT_BASE

    def plan(self, sha256: str) -> str:
        """A plan, named by its content (the first half of the hash of its bytes)."""
        return f"{self.base}id/plan/{sha256[:32]}"

    def graph(self, sha256: str) -> str:
        """The named graph that holds what one plan says."""
        return f"{self.base}graph/plan/{sha256[:32]}"

    def source(self, sha256: str) -> str:
        """The text that a plan was read from."""
        return f"{self.base}id/source/{sha256[:32]}"

    def unit(self, key: str, plan: str) -> str:
        """A unit by its key; one whose key starts with `?/` is known within its plan only."""
        return f"{plan}/unit/{path(key[2:])}" if key.startswith("?/") else f"{self.base}id/unit/{path(key)}"

    def function(self, name: str) -> str:
        """A government function, shared nationwide."""
        return f"{self.base}id/function/{segment(name)}"

    def place(self, name: str) -> str:
        """A place that has a government."""
        return f"{self.base}id/place/{segment(name)}"

    def policy(self, key: str) -> str:
        """A policy document by its key (see `loaders.policies`)."""
        return f"{self.base}id/policy/{path(key)}"

    def derived(self, kind: str, *of: str) -> str:
        """A derived fact of a kind (`continuation`), named by what it is about."""
        digest = hashlib.sha256("\n".join(of).encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.base}id/{kind}/{digest[:32]}"

    @property
    def units(self) -> str:
        """The graph that describes units, functions and places."""
        return f"{self.base}graph/units"

    @property
    def policies(self) -> str:
        """The graph that describes the policy documents cited."""
        return f"{self.base}graph/policies"

    @property
    def links(self) -> str:
        """The graph of derived identities between plans, policies and practices."""
        return f"{self.base}graph/links"

    @property
    def decisions(self) -> str:
        """The graph of what a person decided."""
        return f"{self.base}graph/decisions"

    @property
    def codes(self) -> str:
        """The graph of coded values, so that queries can show their names."""
        return f"{self.base}graph/codes"

    @property
    def continuity(self) -> str:
        """The derived graph of what was carried on, dropped and new."""
        return f"{self.base}graph/continuity"

    @property
    def passages(self) -> str:
        """The derived graph of passages that derived facts rest on and no plan names."""
        return f"{self.base}graph/passages"

    @property
    def loads(self) -> str:
        """The derived graph of units' loads."""
        return f"{self.base}graph/load"

    @property
    def conflicts(self) -> str:
        """The derived graph of what documents of one year state differently."""
        return f"{self.base}graph/conflicts"
