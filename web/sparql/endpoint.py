"""`/sparql`: one resource that answers queries, describes itself, and shows the editor to a browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ...graph.answering import TRIPLES, Question
from .description import service
from .editor import Page
from .lane import Written
from .negotiating import preferred
from .protocol import METHODS, Pairs, pairs, question
from .refusals import Refusal
from .workers import Workers

CORS: Final = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Allow, Content-Length, Content-Type, Retry-After",
    }
)
_PREFLIGHT: Final = MappingProxyType(
    {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
    }
)
_CHUNK: Final = 1 << 16


class Endpoint:
    """The ASGI application of `/sparql`."""

    def __init__(self, workers: Workers, page: Page) -> None:
        self._workers, self._page = workers, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Refusal as refusal:
            words = f"{refusal}\n"
            response = Response(words, refusal.status, refusal.headers, "text/plain; charset=utf-8")
        response.headers.update(CORS)
        response.headers["Vary"] = "Accept"
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=dict(_PREFLIGHT))
        if request.method not in METHODS.split(", "):
            raise Refusal(405, f"不支持 {request.method}；可用：{METHODS}", {"Allow": METHODS})
        found = await pairs(request, self._workers.limits.body)
        if not found and request.method != "POST":
            return await self._itself(request)
        return await self._answered(request, found)

    async def _itself(self, request: Request) -> Response:
        """What is here: for a browser the editor, for a program the service description."""
        media = preferred(_accept(request), [*TRIPLES, "text/html"])
        if media == "text/html":
            return self._page(request)
        if media is None:
            raise Refusal(406, f"没有所要的格式；可用：{'、'.join([*TRIPLES, 'text/html'])}")
        return Response(service(request.base_url.netloc, request.url.scheme, media), media_type=media)

    async def _answered(self, request: Request, found: Pairs) -> Response:
        written = await _unless_left(request, self._workers, question(found, _accept(request)))
        headers = {"Content-Length": str(written.size), "Cache-Control": "no-store"}
        if request.method == "HEAD":
            written.file.close()
            return Response(headers=headers, media_type=written.media)
        return StreamingResponse(_chunks(written), headers=headers, media_type=written.media)


async def _unless_left(request: Request, workers: Workers, asked: Question) -> Written:
    """The answer, given up when the client goes away. Errors: Refusal."""
    answer = asyncio.ensure_future(workers.answer(asked))
    left = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({answer, left}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise Refusal(499, "客户端已离开")
        return answer.result()
    finally:
        for task in (answer, left):
            if not task.done():
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task


async def _left(request: Request) -> None:
    """Wait until the client closes the connection; the body has been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _chunks(written: Written) -> Iterator[bytes]:
    with written.file:
        while data := written.file.read(_CHUNK):
            yield data
