"""Which form of a page a client asks for: by `?format=`, else by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Form = Literal["html", "json", "csv", "ttl", "nt", "jsonld"]
MEDIA: Final[Mapping[Form, str]] = MappingProxyType(
    {
        "html": "text/html",
        "json": "application/json",
        "csv": "text/csv",
        "ttl": "text/turtle",
        "nt": "application/n-triples",
        "jsonld": "application/ld+json",
    }
)


def chosen(asked: str | None, accept: str) -> Form | None:
    """The form to send: the one named, else the best of what is accepted, None where none will do."""
    if asked:
        return next((form for form in MEDIA if form == asked), None)
    best = preferred(accept, list(MEDIA.values()))
    return next((form for form, media in MEDIA.items() if media == best), None)


def preferred(accept: str, offered: list[str]) -> str | None:
    """The offered media type that an Accept header likes best, the first of equals; None where it wants none."""
    if not accept.strip():
        return offered[0]
    wanted = [_range(part) for part in accept.split(",") if part.strip()]
    graded = [(_grade(media, wanted), -at, media) for at, media in enumerate(offered)]
    grade, _, media = max(graded)
    return media if grade > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *params = (piece.strip() for piece in part.split(";"))
    for param in params:
        key, _, value = param.partition("=")
        if key.strip().lower() == "q":
            try:
                return name.lower(), min(max(float(value), 0.0), 1.0)
            except ValueError:
                return name.lower(), 0.0
    return name.lower(), 1.0


def _grade(media: str, wanted: list[tuple[str, float]]) -> float:
    """How much a media type is wanted: the most specific range that fits it decides."""
    for fitting in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [weight for name, weight in wanted if name == fitting]
        if found:
            return max(found)
    return 0.0
