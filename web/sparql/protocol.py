"""SPARQL 1.1 Protocol, the query operation: a request read as a question, or refused with the status that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from ...graph.answering import SOLUTIONS, TRIPLES, Question
from ...queries.words import calls_out, changing_word, words
from ..negotiation import preferred
from .refusals import RefusalError

if TYPE_CHECKING:
    from starlette.requests import Request

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_READ_ONLY: Final = "这里只能查询，不能修改（{}）；图谱由 zeren build 更新"
_FIELDS: Final = 1000

Pairs = list[tuple[str, str]]


async def pairs(request: Request, most: int) -> Pairs:
    """The parameters of a request, wherever they stand; a direct body is its `query`. Errors: RefusalError."""
    found = _pairs(request.scope["query_string"])
    if request.method != "POST":
        return found
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    if media == _UPDATE:
        raise RefusalError(403, _READ_ONLY.format("update"))
    if media not in {_FORM, _QUERY}:
        raise RefusalError(415, f"Content-Type 应为 {_FORM} 或 {_QUERY}，不是 {media or '空'}")
    charset = next((p.removeprefix("charset=").strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
    if charset not in {"utf-8", "utf8"}:
        raise RefusalError(415, f"查询应以 UTF-8 编码，不是 {charset}")
    body = await _body(request, most)
    return found + (_pairs(body) if media == _FORM else [("query", _text(body))])


def question(found: Pairs, accept: str) -> Question:
    """The question that the parameters ask. Errors: RefusalError."""
    if any(name == "update" for name, _ in found):
        raise RefusalError(403, _READ_ONLY.format("update"))
    texts = [value for name, value in found if name == "query"]
    if len(texts) != 1:
        raise RefusalError(400, "缺少参数 query" if not texts else "一次只能有一个 query")
    _check(texts[0])
    solutions, triples = preferred(accept, list(SOLUTIONS)), preferred(accept, list(TRIPLES))
    if solutions is None and triples is None:
        raise RefusalError(406, f"没有所要的格式；可用：{'、'.join(dict.fromkeys([*SOLUTIONS, *TRIPLES]))}")
    return Question(
        texts[0],
        tuple(value for name, value in found if name == "default-graph-uri"),
        tuple(value for name, value in found if name == "named-graph-uri"),
        any(word.text.upper() == "FROM" for word in words(texts[0])),
        solutions,
        triples,
    )


def _check(text: str) -> None:
    if changing := changing_word(text):
        raise RefusalError(400, _READ_ONLY.format(changing))
    if calls_out(text):
        raise RefusalError(403, "不允许 SERVICE：查询不得访问其他服务器")


def _pairs(data: bytes) -> Pairs:
    try:
        return parse_qsl(
            data.decode("ascii", "strict"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except ValueError:
        raise RefusalError(400, "参数应为 UTF-8，以百分号转义") from None


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise RefusalError(400, "查询应以 UTF-8 编码") from None


async def _body(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    async for part in request.stream():
        parts.append(part)
        if sum(map(len, parts)) > most:
            raise RefusalError(413, f"查询超过 {most:,} 字节")
    return b"".join(parts)
