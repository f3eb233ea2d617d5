"""Names of partitions, as Hive and Spark write them."""

from __future__ import annotations

import hashlib
from typing import Final

NONE: Final = "__HIVE_DEFAULT_PARTITION__"
_ESCAPED: Final = frozenset("\"#%'*/:=?\\{[]^\x7f") | {chr(code) for code in range(0x20)}
_LONGEST: Final = 150  # bytes of a value: file systems allow 255 of a name


def shortened(value: str | None) -> str | None:
    """A value that fits the name of a folder; a longer one is cut and told apart by its hash."""
    if not value:
        return None
    data = value.encode("utf-8", "replace")
    if len(data) <= _LONGEST // 3:
        return value
    return data[: _LONGEST // 3 - 18].decode("utf-8", "ignore") + "~" + hashlib.sha256(data).hexdigest()[:16]


def folder(place: str | None, year: int | None) -> str:
    """The folder of a partition."""
    return f"jurisdiction={escaped(place)}/year={NONE if year is None else year}"


def escaped(value: str | None) -> str:
    """A value as it stands in the name of a folder."""
    if not value:
        return NONE
    return "".join(f"%{ord(c):02X}" if c in _ESCAPED else c for c in value)
