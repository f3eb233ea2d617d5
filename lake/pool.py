"""The engine for one machine: a pool of processes reads, and this one writes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import StoreError
from ..graph.pool import ordered
from ..loaders.rows.schema import TABLES, Row
from . import parquet
from .filesystem import LocalFiles, trouble
from .partition import folder as partition
from .places import here, searched
from .records import Found, Survey, Wave, Written
from .rows import Poured
from .waves import QUADS
from .work import Pouring, looked_at

if TYPE_CHECKING:
    from ..loaders.documents import Documents

_TELL: Final = 1000  # files between two reports of progress
_GZIP: Final = 31  # window bits: a gzip stream, whose header zlib writes without a clock


class PoolEngine:
    """Reads documents in `jobs` processes and writes them to a folder; `seen` is told how many files were found."""

    def __init__(
        self, documents: Documents, out: Path, jobs: int = 1, seen: Callable[[int], None] = lambda _: None
    ) -> None:
        self._documents, self._jobs, self._seen = documents, jobs, seen
        self.files = LocalFiles(out)
        parquet.schema("plans")  # now is the time to learn that pyarrow is missing

    def stamp(self) -> str:
        """Tell one state of the reading code from another."""
        return self._documents.stamp()

    def survey(self, paths: Sequence[str], known: Mapping[str, Found]) -> Survey:
        """Find and hash the documents at `paths`. Errors: InputError."""
        names, roots = searched(map(here, paths))
        return Survey(tuple(self._looked_at(names, known)), roots)

    def _looked_at(self, names: Sequence[str], known: Mapping[str, Found]) -> Iterator[Found]:
        for count, name in enumerate(names, 1):
            yield looked_at(name, known.get(name))
            if count % _TELL == 0:
                self._seen(count)

    def write(self, wave: Wave, folder: str) -> Written:
        """Read the contents of a wave and write it. Errors: StoreError."""
        place = Path(self.files.root) / folder
        try:
            written = self._write(wave, place)
            self.files.flush(folder)
        except OSError as error:
            raise StoreError(trouble(self.files.root, error)) from error
        return written

    def _write(self, wave: Wave, place: Path) -> Written:
        written = Written()
        tables: dict[str, list[Row]] = {table: [] for table in TABLES}
        quads: dict[str, _Packed] = {}
        for part in self._read(wave):
            _count(written, part)
            for table, rows in part.tables.items():
                tables[table] += rows
            if part.nquads:
                quads.setdefault(partition(part.place, part.year), _Packed()).put(part.nquads)
        for table, held in tables.items():
            parquet.write(table, held, place / table / "part-0.parquet")
        for where, packed in sorted(quads.items()):
            packed.save(place / QUADS / where / "part-0.nq.gz")
        return written

    def _read(self, wave: Wave) -> Iterator[Poured]:
        contents = sorted(wave.contents, key=lambda content: content.first.identity)
        pouring = Pouring(self._documents, self.stamp())
        return ordered(pouring, contents, min(self._jobs, len(contents)), pouring.crashed, apart=True)


class _Packed:
    """A gzip stream held in memory, where quads take a twentieth of their length."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
        self._parts: list[bytes] = []

    def put(self, data: bytes) -> None:
        self._parts.append(self._packer.compress(data))

    def save(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join([*self._parts, self._packer.flush()]))


def _count(written: Written, part: Poured) -> None:
    written.plans += bool(part.nquads)
    written.quads += part.nquads.count(b"\n")
    written.tasks += part.tasks
    written.practices += part.practices
    written.findings.update(part.findings)
    if part.trouble:
        written.failed.append(part.trouble)
        written.again += [part.trouble.source] * part.again
