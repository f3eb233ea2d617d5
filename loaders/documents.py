"""A file in, its statements out: read, extract and write down in one step, as the workers of a build do it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..ontology.iris import DEFAULT_BASE, Namer
from .quads import quads


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one document gave: its graph as sorted N-Quads, what it says of shared things, and what was found odd."""

    sha256: str
    graph: str
    nquads: str
    units: tuple[str, ...]
    policies: tuple[str, ...]
    findings: tuple[str, ...]
    tasks: int
    practices: int


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads documents for a store whose things are named under `base`; can be sent to another process."""

    base: str = DEFAULT_BASE

    def find(self, paths: Iterable[Path]) -> list[Path]:
        """The documents among `paths` and under the folders among them."""
        from .files import find

        return find(paths)

    def load(self, path: Path, name: str) -> Loaded:
        """Read the document at `path`, known by the file `name`. Errors: InputError."""
        from .extract import extract
        from .files import read
        from .resolving import resolver

        plan = extract(replace(read(path), name=name))
        statements = quads(plan, resolver(plan), Namer(self.base))
        return Loaded(
            plan.source.sha256,
            statements.graph,
            statements.nquads(),
            statements.units,
            statements.policies,
            tuple(finding.code for finding in plan.findings),
            len(plan.tasks),
            len(plan.practices),
        )

    def stamp(self) -> str:
        """A digest of everything that decides what a document gives: the extractors, the authority, the base."""
        package = Path(__file__).resolve().parent.parent
        digest = hashlib.sha256(self.base.encode())
        for folder in ("loaders", "ontology"):
            for file in sorted((package / folder).rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    digest.update(file.relative_to(package).as_posix().encode())
                    digest.update(file.read_bytes())
        return digest.hexdigest()[:32]
