"""Named queries: files with a name, a sentence, typed parameters and an example; a bad one fails at load.

A file begins with comment lines, `# field: value`:

    # name: due-before
    # zh: 某日之前要完成的任务
    # en: Tasks due on or before a day
    # param: day date required — 最后期限（含当日） | the last day, inclusive
    # example: day=2018-12-31

Each parameter stands once in the query as `VALUES ?day { UNDEF }`, which makes the file a valid query as it is; a
given value takes the place of `UNDEF` as a complete RDF term. A parameter that is not given stays unbound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ..errors import UsageError, ZerenError
from ..graph.store import syntax_fault
from .parameters import KINDS, Parameter
from .words import Word, calls_out, changing_word, words

_FIELDS: Final = ("name", "zh", "en", "example")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the catalogue: `zh` and `en` say what it answers, `example` is one set of parameters."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    text: str
    places: tuple[tuple[int, int], ...]

    def bound(self, values: Mapping[str, str]) -> str:
        """The query with its parameters bound. Errors: UsageError for an unknown, missing or ill-typed one."""
        known = {parameter.name for parameter in self.parameters}
        allowed = "、".join(self.usage) or "不带参数"
        for name in values:
            if name not in known:
                raise UsageError(f"查询 {self.name} 没有参数 {name}；可用：{allowed}")
        parts, at = [], 0
        for parameter, (start, end) in sorted(zip(self.parameters, self.places, strict=True), key=lambda p: p[1]):
            if parameter.name in values:
                parts += [self.text[at:start], parameter.term(values[parameter.name])]
                at = end
            elif parameter.required:
                raise UsageError(f"查询 {self.name} 缺少参数 {parameter.name}（{parameter.zh}）；可用：{allowed}")
        return "".join([*parts, self.text[at:]])

    @property
    def usage(self) -> tuple[str, ...]:
        """Each parameter as it is given: `day=日期`, in brackets where it may be left out."""
        return tuple(
            f"{p.name}={KINDS[p.kind][1]}" if p.required else f"[{p.name}={KINDS[p.kind][1]}]" for p in self.parameters
        )


@cache
def catalogue() -> tuple[NamedQuery, ...]:
    """Every named query, by name. Errors: ZerenError with file and line for a file that is not well formed."""
    entries = sorted(
        (file for file in Path(__file__).parent.iterdir() if file.name.endswith(".rq")),
        key=lambda f: f.name.removesuffix(".rq"),
    )
    return tuple(read_query(f"queries/{file.name}", file.read_text(encoding="utf-8")) for file in entries)


def named(name: str) -> NamedQuery:
    """The query of that name. Errors: UsageError, listing the names there are."""
    for query in catalogue():
        if query.name == name:
            return query
    raise UsageError(f"没有名为 {name} 的查询；现有：{'、'.join(query.name for query in catalogue())}")


def read_query(where: str, text: str) -> NamedQuery:
    """The named query that a file's text holds; `where` names the file in errors."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#"):
            break
        key, colon, value = line.removeprefix("#").strip().partition(": ")
        if key == "param":
            parameters.append(_parameter(f"{where}:{number}", value))
        elif key in _FIELDS and colon:
            fields[key] = value
        else:
            raise ZerenError(
                f"{where}:{number}: `{line}` is no header line; write `# name: …`, zh, en, param or example"
            )
    for key in ("name", "zh", "en"):
        if key not in fields:
            raise ZerenError(f"{where}:1: the header has no `# {key}: …`")
    _check(where, text)
    places = tuple(_place(where, text, parameter.name) for parameter in parameters)
    example = tuple(_pair(where, word) for word in fields.get("example", "").split())
    query = NamedQuery(fields["name"], fields["zh"], fields["en"], tuple(parameters), example, text, places)
    try:
        query.bound(dict(example))
    except UsageError as error:
        raise ZerenError(f"{where}:1: the example does not fit: {error}") from None
    return query


def _parameter(where: str, value: str) -> Parameter:
    """`day date required — 中文 | English` as a parameter."""
    head, dash, meaning = value.partition(" — ")
    parts, (zh, bar, en) = head.split(), meaning.partition(" | ")
    if len(parts) != 3 or not dash or not bar or parts[1] not in KINDS or parts[2] not in {"required", "optional"}:
        raise ZerenError(
            f"{where}: write `# param: name kind required|optional — 中文 | English`, kind one of {', '.join(KINDS)}"
        )
    return Parameter(parts[0], parts[1], parts[2] == "required", zh, en)


def _pair(where: str, word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals:
        raise ZerenError(f"{where}:1: write the example as `name=value`, not `{word}`")
    return key, value


def _check(where: str, text: str) -> None:
    if calls_out(text) or changing_word(text):
        raise ZerenError(f"{where}:1: a named query only reads, and only this store")
    if fault := syntax_fault(text):
        raise ZerenError(f"{where}:{fault[0]}: {fault[1]}")


def _place(where: str, text: str, name: str) -> tuple[int, int]:
    """Where `UNDEF` stands in `VALUES ?name { UNDEF }`, which must stand there exactly once."""
    found = list(words(text))
    spots: list[Word] = [
        found[i + 3]
        for i in range(len(found) - 4)
        if [w.text.upper() for w in found[i : i + 5]] == ["VALUES", f"?{name}".upper(), "{", "UNDEF", "}"]
    ]
    if len(spots) != 1:
        raise ZerenError(f"{where}:1: parameter {name} must stand exactly once as `VALUES ?{name} {{ UNDEF }}`")
    return spots[0].start, spots[0].end
