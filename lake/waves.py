"""Waves: what is written at once, what is there already, what a run has to do.

A wave is there when its marker is; the marker is written last and names what the wave holds.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..errors import StoreError, Trouble, UsageError
from ..graph.lock import NAME
from ..loaders.rows.schema import TABLES
from .filesystem import FileSystem
from .records import Content, Found, Wave, Written

FORMAT: Final = 1
MARKERS: Final = "_waves"
PENDING: Final = "_pending"
QUADS: Final = "quads"
PARTS: Final = (QUADS, *TABLES)
_HASH: Final = re.compile(r"([0-9a-f]{64})?")
_STAMP: Final = re.compile(r"[0-9A-Za-z]{1,64}")
_BASE: Final = re.compile(r"[a-z]+://[^\s<>\"{}|\\^`]+[/#]")


@dataclass(frozen=True, slots=True)
class Marker:
    """A wave that is there: its contents, the code and the base that it was made by and for, what it gave."""

    wave: Wave
    stamp: str
    base: str
    written: Written


@dataclass(frozen=True, slots=True)
class Work:
    """What a run has to do: waves to remove, contents that are done, waves to write."""

    stale: tuple[str, ...]
    done: tuple[Content, ...]
    waves: tuple[Wave, ...]


def contents(found: Iterable[Found]) -> list[Content]:
    """Gather files by content, in the order of the first file of each."""
    held: dict[str, list[Found]] = {}
    for file in sorted(found):
        held.setdefault(file.identity, []).append(file)
    return [Content(tuple(files)) for files in held.values()]


def work(wanted: Sequence[Content], markers: Mapping[str, Marker], stamp: str, base: str, size: int) -> Work:
    """Hold what is wanted against what is there: a wave stays if everything in it is still wanted as it is.

    One with documents that another try may read does not.
    """
    keys = {content.key for content in wanted}
    kept: dict[str, Content] = {}
    stale: list[str] = []
    for name, marker in sorted(markers.items()):
        whole = all(content.key in keys for content in marker.wave.contents)
        if whole and not marker.written.again and (marker.stamp, marker.base) == (stamp, base):
            kept |= {content.key: content for content in marker.wave.contents}
        else:
            stale.append(name)
    failed = {path for marker in markers.values() for path in marker.written.again}
    rest = sorted((c for c in wanted if c.key not in kept), key=lambda content: content.first.path in failed)
    once = sum(content.first.path not in failed for content in rest)
    parts = rest[:once], rest[once:]  # what failed before may fail again: it shall take nothing else along
    batches = [tuple(part[at : at + size]) for part in parts for at in range(0, len(part), size)]
    return Work(tuple(stale), tuple(kept.values()), tuple(Wave(_name(batch, stamp), batch) for batch in batches))


def _name(batch: Collection[Content], stamp: str) -> str:
    digest = hashlib.sha256(stamp.encode())
    for content in batch:
        digest.update(f"\n\n{content.key}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def markers(files: FileSystem) -> dict[str, Marker]:
    """Read the markers of a lake. Errors: StoreError for one of another form, or damaged."""
    names = [name for name in files.names(MARKERS) if name.endswith(".json")]
    return {name.removesuffix(".json"): _read(files, name) for name in names}


def _read(files: FileSystem, name: str) -> Marker:
    try:
        held = json.loads(files.read(f"{MARKERS}/{name}"))
        if held["format"] != FORMAT:
            told = f"格式为 {held['format']}，本程序只认 {FORMAT}；请升级 zeren，或另选 --out"
            raise StoreError(f"{files.root}/{MARKERS}/{name}：{told}")
        wave = Wave(name.removesuffix(".json"), tuple(Content(tuple(map(_file, c))) for c in held["contents"]))
        gave = held["gave"] | {"failed": [Trouble(*failed) for failed in held["gave"]["failed"]]}
        return Marker(wave, _fit(_STAMP, held["stamp"]), _fit(_BASE, held["base"]), Written(**gave))
    except (ValueError, KeyError, TypeError) as error:
        told = "批次标记已损坏；请删去这个文件后重新运行，该批会重做"
        raise StoreError(f"{files.root}/{MARKERS}/{name}：{told}") from error


def _file(held: Sequence[Any]) -> Found:
    path, length, modified, sha256, trouble, mark = held
    return Found(path, length, modified, _fit(_HASH, sha256), Trouble(*trouble) if trouble else None, mark)


def _fit(form: re.Pattern[str], text: str) -> str:
    """A text of a marker that is to stand in an IRI or an update. Errors: ValueError."""
    if not form.fullmatch(text):
        raise ValueError(text)
    return text


def own(files: FileSystem) -> None:
    """See that the folder is a lake, or empty, and mark it as one. Errors: UsageError where it holds something else."""
    names = set(files.names("")) - {NAME}
    if names and MARKERS not in names:
        raise UsageError(f"{files.root}：文件夹里已有别的东西；请用 --out 另选一处空的或新的文件夹")
    if MARKERS not in names:
        files.write(f"{MARKERS}/format", f"{FORMAT}\n")


def sweep(files: FileSystem, stale: Iterable[str], known: Collection[str]) -> None:
    """Remove waves that are out of date, and what a run that was cut off has left."""
    for name in stale:
        files.remove(f"{MARKERS}/{name}.json")
    files.remove(PENDING)
    standing = {f"wave={name}" for name in set(known) - set(stale)}
    for part in PARTS:
        for name in files.names(part):
            if name.startswith("wave=") and name not in standing:
                files.remove(f"{part}/{name}")


def settle(files: FileSystem, wave: Wave, written: Written, stamp: str, base: str) -> None:
    """Move a wave that has been written whole into place, and mark it."""
    for part in PARTS:
        if part in files.names(f"{PENDING}/{wave.name}"):
            files.move(f"{PENDING}/{wave.name}/{part}", f"{part}/wave={wave.name}")
    gave = {
        "plans": written.plans, "quads": written.quads, "tasks": written.tasks, "practices": written.practices,
        "findings": dict(sorted(written.findings.items())), "failed": [list(failed) for failed in written.failed],
        "again": written.again,
    }  # fmt: skip
    held = {"format": FORMAT, "stamp": stamp, "base": base, "gave": gave, "contents": list(_contents(wave))}
    files.write(f"{MARKERS}/{wave.name}.json", json.dumps(held, ensure_ascii=True, separators=(",", ":")) + "\n")


def _contents(wave: Wave) -> Iterator[list[list[Any]]]:
    for content in wave.contents:
        yield [
            [f.path, f.length, f.modified, f.sha256, list(f.trouble) if f.trouble else None, f.mark]
            for f in content.files
        ]
