"""Where things stand on this server: the path of a thing's page is the path of its IRI."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlencode

from ..ontology.iris import encoded

_SAFE = "/%-._~:,()@!$&'*+;="


def iri_of(base: str, raw_path: bytes) -> str:
    """The IRI whose page has this path as it was sent, letters kept as they are and everything else encoded."""
    parts = raw_path.split(b"?")[0].decode("ascii", "replace").lstrip("/").split("/")
    return base + "/".join(encoded(unquote(part, errors="replace")) for part in parts)


def path_of(base: str, iri: str) -> str:
    """The path of a thing's page; a thing of another base has none, and its IRI stands for itself."""
    return "/" + quote(iri.removeprefix(base), safe=_SAFE) if iri.startswith(base) else iri


def with_params(path: str, /, **params: object) -> str:
    """A path with parameters; those that are None or empty are left out."""
    kept = [(name, str(value)) for name, value in params.items() if value not in (None, "")]
    return f"{path}?{urlencode(kept)}" if kept else path
