"""The table of decisions: text that can be read, shared and put under version control.

One row a decision, columns apart by tabs, `#` before a remark. Rows are only ever added. A row's id is
made of its content; one written by hand may leave it out, and one that does not fit is made anew.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

from ...errors import InputError
from .decisions import COLUMNS, FILE, Claim, Decision, TaskKey, cells, content_id, flat

_TASK: Final = ("document", "passage")
_NEEDS: Final = {
    "same": ("unit", "unit2"), "different": ("unit", "unit2"),
    "continues": (*_TASK, "document2", "passage2"), "unrelated": (*_TASK, "document2", "passage2"),
    "mention": (*_TASK, "printed", "unit"), "no-unit": (*_TASK, "printed"), "undo": ("of",),
}  # fmt: skip
_ALWAYS: Final = ("claim", "who", "when", "why")
_NUMBERS: Final = {"document": "number", "document2": "number2"}
_LONGEST: Final = 4000
_LARGEST: Final = 16_000_000
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_ID: Final = re.compile(r"[0-9a-z-]{1,40}")
# What an IRI may hold behind `…id/unit/` (or, where a unit is known in one plan only, behind `…id/plan/`): no blank, no
# bracket, and % only before two hexadecimal digits.
_UNIT: Final = re.compile(r'(?:\?[0-9a-f]{32}/)?(?:[^\s<>"{}|\\^`%#?\x00-\x20]|%[0-9A-Fa-f]{2})+')
_FORMS: Final = {
    "id": (_ID, "小写字母、数字和连字符"), "of": (_ID, "小写字母、数字和连字符"),
    "document": (_HASH, "文件的 SHA-256（64 位十六进制）"), "document2": (_HASH, "文件的 SHA-256（64 位十六进制）"),
    "unit": (_UNIT, "单位的键（其 IRI 的末段）"), "unit2": (_UNIT, "单位的键（其 IRI 的末段）"),
}  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "'")


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; none where there is no file. Errors: InputError with file and line."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(str(path), f"判定文件超过 {_LARGEST // 1_000_000} MB", "请核对是否指错了文件")
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise InputError(str(path), "判定文件不是 UTF-8 编码", "请另存为 UTF-8") from None
    except OSError as error:
        raise InputError(str(path), f"判定文件读不了（{error.strerror}）", "请核对路径与权限") from None
    found: list[Decision] = []
    header: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}:{number}"
        cells = line.removesuffix("\r").split("\t")
        if not header:
            header = _headed(cells, where)
            continue
        found.append(_row(cells, header, where, number))
    return _numbered(found, path)


def _headed(cells: list[str], where: str) -> tuple[str, ...]:
    if tuple(cells) not in {COLUMNS, (*COLUMNS, FILE)}:
        raise InputError(where, "第一行应是列名", f"请写成（以制表符相隔）：{' '.join((*COLUMNS, FILE))}")
    return tuple(cells)


def _row(cells: list[str], header: tuple[str, ...], where: str, number: int) -> Decision:
    """One row as a decision. Errors: InputError."""
    cells += [""] * (len(header) - len(cells))
    if len(cells) > len(header) or cells[0].startswith(("<<<<", "====", ">>>>")):
        raise InputError(where, f"应有 {len(header)} 列", "请核对制表符，或先解决版本合并的冲突")
    row = dict(zip(header, map(_unescaped, cells), strict=True))
    for column, cell in row.items():
        if len(cell) > _LONGEST or not cell.isprintable():
            raise InputError(where, f"{column} 列过长或有不可见的控制字符", "请改正这一格")
    file = row.pop(FILE, "")
    _checked(row, where)
    tasks = tuple(
        TaskKey(row[f"document{n}"], row[f"number{n}"], row[f"passage{n}"]) for n in ("", "2") if row[f"document{n}"]
    )
    claims = {name: name for name in get_args(Claim)}
    return Decision(
        row["id"], claims[row["claim"]], row["who"], row["when"], row["why"],
        tuple(row[n] for n in ("unit", "unit2") if row[n]), tasks, row["printed"], row["of"], number,
        file, row["id"],
    )  # fmt: skip


def _checked(row: dict[str, str], where: str) -> None:
    if row["claim"] not in _NEEDS:
        raise InputError(where, f"claim 列不认识 {row['claim']!r}", f"请用 {'、'.join(_NEEDS)} 之一")
    needed = (*_ALWAYS, *_NEEDS[row["claim"]])
    allowed = {"id", *needed, *(_NUMBERS[column] for column in needed if column in _NUMBERS)}
    for column, cell in row.items():
        if column in needed and not cell.strip():
            raise InputError(where, f"{row['claim']} 缺少 {column} 列的内容", "请补上这一格")
        if cell and column not in allowed:
            raise InputError(where, f"{row['claim']} 的 {column} 列不应有内容", "请清空这一格")
        form, meant = _FORMS.get(column, (None, ""))
        if cell and form and not form.fullmatch(cell):
            raise InputError(where, f"{column} 列应是{meant}，不是 {cell!r}", "请改正这一格")
    if not _is_day(row["when"]):
        raise InputError(where, f"when 列应是日期，不是 {row['when']!r}", "请写成 YYYY-MM-DD")


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _numbered(rows: list[Decision], path: Path) -> tuple[Decision, ...]:
    """The decisions with the ids that their content gives, in the file's order; a row that stands twice is one.

    What an undo takes back it may name by the id as it is written. Errors: InputError for one that is not there.
    """
    known: dict[str, set[str]] = {}
    found: dict[str, Decision] = {}
    left = rows
    while left:
        wait = []
        for row in left:
            of = known.get(row.of, set())
            if row.claim == "undo" and len(of) != 1:
                wait.append(row)
                continue
            decision = replace(row, of=next(iter(of), ""))
            content = content_id(decision)
            numbered = re.fullmatch(rf"{content}(-\d+)?", row.id)
            decision = replace(decision, id=row.id if numbered else content)
            found.setdefault(decision.id, decision)
            for id_ in {decision.id, row.id} - {""}:
                known.setdefault(id_, set()).add(decision.id)
        if len(wait) == len(left):
            raise _astray(wait[0], len(known.get(wait[0].of, ())), path)
        left = wait
    return tuple(sorted(found.values(), key=lambda decision: decision.line))


def _astray(row: Decision, times: int, path: Path) -> InputError:
    if times:
        return InputError(f"{path}:{row.line}", f"要撤销的判定 {row.of} 不止一行", "请先改正那些行的编号，或删去编号")
    return InputError(f"{path}:{row.line}", f"要撤销的判定 {row.of} 不在文件中", "请补上那一行，或删去这一行")


def append(path: Path, decision: Decision) -> None:
    """Add a row to a file, or begin one. Errors: InputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0)
            held = file.read()
            columns = (*COLUMNS, FILE)
            head = "" if held.strip() else "\t".join(columns) + "\n"
            gap = "\n" if held and not held.endswith(b"\n") else ""
            filed = bool(head) or f"\t{FILE}" in _header(held)  # an older table has no such column
            row = "\t".join(map(_escaped, [*cells(decision), *([decision.file] if filed else [])])).rstrip("\t")
            file.write(f"{gap}{head}{row}\n".encode())
    except OSError as error:
        raise InputError(str(path), f"判定文件写不了（{error.strerror}）", "请核对路径与权限") from None


def _header(held: bytes) -> str:
    """The line of a table that names its columns."""
    lines = held.decode("utf-8-sig", "replace").splitlines()
    return next((line for line in lines if line.strip() and not line.startswith("#")), "")


def _escaped(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line."""
    line = flat(cell)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _unescaped(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell
