"""A document in, its statements out: read, extract and write down in one step, wherever the work is done.

`Documents.each` is what every engine runs: one process, a pool of them, or executors on other machines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Trouble
from ..ontology.iris import DEFAULT_BASE, Namer
from .quads import quads
from .wordings import Wording

if TYPE_CHECKING:
    from .records import Source
    from .rows.schema import Rows

Document = tuple[str, str, bytes | None]
"""A path, the file name that the plan goes by, the bytes; without these, the file at the path is read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one document gave: its graph as sorted N-Quads, what it says of shared things, and what was found odd.

    `nquads` is UTF-8; `units`, `policies`, `brief` and `wordings` are those of `quads.Statements`, `findings` codes.
    `rows` are there if asked for; `place` and `year` are those that the plan is for.
    """

    sha256: str
    graph: str
    nquads: bytes
    units: tuple[str, ...]
    policies: tuple[str, ...]
    brief: str
    wordings: tuple[Wording, ...]
    findings: tuple[str, ...]
    tasks: int
    practices: int
    place: str | None = None
    year: int | None = None
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads documents for a store whose things are named under `base`; can be sent to another process.

    With `tables` it gives the rows of tables too.
    """

    base: str = DEFAULT_BASE
    tables: bool = False

    @property
    def largest(self) -> int:
        """Bytes of a file beyond which it is refused."""
        from .files.limits import MAX_BYTES

        return MAX_BYTES

    def find(self, paths: Iterable[Path]) -> list[Path]:
        """The documents among `paths` and under the folders among them."""
        from .files import find

        return find(paths)

    def each(self, documents: Iterable[Document]) -> Iterator[Loaded | Trouble]:
        """Read documents, in their order; whatever goes wrong with one is its own trouble and no one else's."""
        for path, name, data in documents:
            try:
                yield self.load(Path(path), name) if data is None else self.read(data, path, name)
            except InputError as error:
                yield error.trouble
            except Exception as error:  # noqa: BLE001 -- one document must not stop the others, whatever it holds
                what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
                advice = "其余文件不受影响；请把这份文件报告给 zeren"
                yield Trouble(path, f"读取时程序出错（{what}）", advice)

    def load(self, path: Path, name: str) -> Loaded:
        """Read the document at `path`, known by the file `name`. Errors: InputError."""
        from .files import read

        return self._loaded(read(path), name, str(path))

    def read(self, data: bytes, path: str, name: str) -> Loaded:
        """Read a document that is in memory; `path` tells its format and stands in errors. Errors: InputError."""
        from .files import read_bytes

        return self._loaded(read_bytes(data, path), name, path)

    def _loaded(self, source: Source, name: str, path: str) -> Loaded:
        from .extract import extract
        from .resolving import resolver
        from .rows.taking import rows

        plan = extract(replace(source, name=name))
        resolve, namer = resolver(plan), Namer(self.base)
        statements = quads(plan, resolve, namer)
        return Loaded(
            plan.source.sha256,
            statements.graph,
            statements.nquads().encode(),
            statements.units,
            statements.policies,
            statements.brief,
            statements.wordings,
            tuple(finding.code for finding in plan.findings),
            len(plan.tasks),
            len(plan.practices),
            plan.facts.jurisdiction,
            plan.facts.plan_year,
            rows(plan, statements, resolve, namer, path=path, stamp=self.stamp()) if self.tables else None,
        )

    def stamp(self) -> str:
        """A digest of everything that decides what a document gives: the extractors, the authority, the base."""
        return _stamp(self.base)


@cache
def _stamp(base: str) -> str:
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(base.encode())
    for folder in ("loaders", "ontology"):
        for file in sorted((package / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(package).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:32]
