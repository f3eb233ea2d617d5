"""Gold annotations against documents: which document belongs to which gold, and the score of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from .scoring import Score, score

NOTHING: dict[str, Any] = {"tasks": []}


def evaluate(gold: Path, files: Sequence[Path]) -> Iterator[Score]:
    """Score every gold annotation under `gold` against its document among `files`.

    A file may be a document, a folder, or an annotation JSON that was made before. Without files, documents are looked
    for beside the gold and in the bundled corpus. A gold without a document is scored as if nothing had been found.
    """
    held = read_gold(gold)
    alone = len(held) == 1 and len(files) == 1 and files[0].is_file()
    known = (
        {}
        if alone
        else by_name(files or [gold if gold.is_dir() else gold.parent, corpus()], [path for path, _ in held])
    )
    for path, wanted in held:
        document = files[0] if alone else pick(known, path, wanted)
        found, text = annotated(document) if document else (NOTHING, "")
        yield score(wanted, found, (document or path).name, text)


def corpus() -> Path:
    """Where the bundled documents are."""
    return Path(__file__).resolve().parent.parent / "corpus"


def by_name(files: Sequence[Path], golds: Sequence[Path]) -> dict[str, Path]:
    """Index documents by file name and by stem; the first one given wins, and no gold is its own document."""
    from .files import find

    known: dict[str, Path] = {}
    apart = {gold.resolve() for gold in golds}
    listed = [f for f in files if f.suffix == ".json"]
    for path in [*listed, *find([f for f in files if f.suffix != ".json"])]:
        if path.resolve() in apart:
            continue
        known.setdefault(path.name, path)
        known.setdefault(path.stem, path)
    return known


def pick(known: dict[str, Path], path: Path, gold: dict[str, Any]) -> Path | None:
    """Find a gold's document: by the name that it gives, else by its own."""
    named = Path(str(gold.get("document", {}).get("file", "")).replace("\\", "/")).name
    keys = (named, Path(named).stem, path.stem)
    return next((known[key] for key in keys if key in known), None)


def annotated(document: Path) -> tuple[dict[str, Any], str]:
    """Annotate a document; an annotation JSON is taken as it is, and has no text to quote."""
    if document.suffix == ".json" and "tasks" in (made := read_annotation(document)):
        return made, ""
    from .annotation import annotate
    from .extract import extract
    from .files import read

    source = read(document)
    return annotate(extract(source)), source.text


def read_gold(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Read a gold file, or the gold files of a folder; files that hold no task list are left out."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    held = [(file, read_annotation(file)) for file in files]
    known = [(file, gold) for file, gold in held if "tasks" in gold]
    if not known:
        raise InputError(str(path), "没有标注文件", "请给出标注 JSON 文件或其所在文件夹")
    return known


def read_annotation(path: Path) -> dict[str, Any]:
    """Read one annotation JSON file."""
    try:
        held = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(str(path), "不是可读的标注 JSON", "请检查文件内容与权限") from error
    return held if isinstance(held, dict) else {}
