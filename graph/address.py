"""Whether a store's place is a folder or the address of a server."""

from __future__ import annotations

from pathlib import Path


def is_remote(path: Path) -> bool:
    """Whether a store's place is an address, not a folder; as a `Path` an address has one slash for two."""
    return path.parts[:1] in {("http:",), ("https:",)}
