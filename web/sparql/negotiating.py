"""Which of the media types on offer a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def preferred(accept: str, offers: Iterable[str]) -> str | None:
    """The offer that `accept` values most, the first of equals; None where it takes none. An empty one takes all."""
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    best, value = None, 0.0
    for offer in offers:
        if (quality := _quality(offer, ranges)) > value:
            best, value = offer, quality
    return best


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media:
            yield media, next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """What the most specific range that fits says of an offer."""
    major = offer.partition("/")[0]
    for wanted in (offer, f"{major}/*", "*/*"):
        found = [quality for media, quality in ranges if media == wanted]
        if found:
            return max(found)
    return 0.0
