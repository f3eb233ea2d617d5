"""JSON task lists: a list of flat objects is a table, what stands beside it is text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from ...errors import InputError
from .decoding import decode
from .layout import Content, Layout, cells
from .limits import check_cells
from .workbook import words

TITLES: Final = ("title", "name", "标题", "名称", "text", "content", "正文")
"""Names whose words stand for themselves."""
ADVICE: Final = "请给出由对象组成的列表，或含有这样列表的对象"


def read_json(data: bytes, label: str) -> Content:
    """A list of objects, or an object that holds one: each list is a table, scalars are `name：value` lines."""
    try:
        root = json.loads(decode(data, label))
    except RecursionError as error:
        raise InputError(label, "JSON 嵌套过深", ADVICE) from error
    except ValueError as error:
        raise InputError(label, f"JSON 格式有误（{error}）", "请检查括号和引号是否成对") from error
    layout = Layout(label)
    _add(root, layout)
    return layout.content()


def _add(root: Any, layout: Layout) -> None:
    """Walk without recursion, in the order of the file."""
    stack: list[tuple[str, Any]] = [("", root)]
    while stack:
        name, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(reversed(value.items()))
        elif _is_table(value):
            _table(value, layout)
        elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
            stack.extend((name, item) for item in reversed(value))
        else:
            said = _said(value)
            if said.strip():
                layout.line(said if name in TITLES or not name else f"{name}：{said}")


def _is_table(value: Any) -> bool:
    """Whether a value is a list of objects that hold no such list themselves: those are chapters, not rows."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) for item in value)
        and not any(_holds_records(item) for item in value)
    )


def _holds_records(item: dict[str, Any]) -> bool:
    return any(isinstance(v, list) and any(isinstance(entry, dict) for entry in v) for v in item.values())


def _table(rows: list[dict[str, Any]], layout: Layout) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    columns = [name for name in columns if any(_said(row.get(name)).strip() for row in rows)]
    check_cells((len(rows) + 1) * len(columns), layout.label)
    layout.table(cells([columns, *([_said(row.get(name)) for name in columns] for row in rows)]))


def _said(value: Any) -> str:
    """A scalar's words, a list's words joined as Chinese lists are; a nested object's words in their order."""
    return "、".join(said for said in map(words, _scalars(value)) if said)


def _scalars(value: Any) -> Iterator[Any]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack.extend(reversed(item.values()))
        elif isinstance(item, list):
            stack.extend(reversed(item))
        else:
            yield item
