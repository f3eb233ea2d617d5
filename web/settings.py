"""How a server is started: which store, who may edit, how long and how large a query may grow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """The store served and its decisions' file; `token` is what an editor must know, None where nobody may edit.

    A query may take `seconds` and give `rows`; `workers` processes answer queries. `ahead` has the plans compared
    before a page asks for it.
    """

    store: Path
    decisions: Path | None = None
    token: str | None = None
    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 2
    ahead: bool = False
