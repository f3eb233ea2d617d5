"""`/sparql`: one resource that answers queries, describes itself, and shows the editor to a browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ...graph.answering import TRIPLES, Question, graph_in
from ..negotiation import preferred
from .description import Description, site_of
from .lane import Written
from .protocol import pairs, question
from .refusals import RefusalError
from .workers import Workers

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_CORS: Final = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Allow, Content-Length, Content-Type, Retry-After",
    }
)
_FORMS: Final = MappingProxyType(
    {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json", "html": "text/html"}
)
_CHUNK: Final = 1 << 16


class Resource:
    """An ASGI application that answers or refuses, for pages of any origin."""

    methods = "GET, HEAD, OPTIONS"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except RefusalError as refusal:
            response = Response(f"{refusal}\n", refusal.status, refusal.headers, "text/plain")
        response.headers.update(_CORS)
        response.headers["Vary"] = "Accept, Cookie"
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=self._preflight())
        if request.method not in self.methods.split(", "):
            raise RefusalError(405, f"不支持 {request.method}；可用：{self.methods}", {"Allow": self.methods})
        return await self.answered(request)

    async def answered(self, request: Request) -> Response:
        """The answer to a request of an allowed method. Errors: RefusalError."""
        raise NotImplementedError

    def _preflight(self) -> dict[str, str]:
        return {
            "Allow": self.methods,
            "Access-Control-Allow-Methods": self.methods,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "86400",
        }


class Described(Resource):
    """The description of the data and of the endpoint, as RDF."""

    def __init__(self, workers: Workers) -> None:
        self._description = Description(workers)

    async def answered(self, request: Request) -> Response:
        """The description in the form asked for."""
        return await self._described(request, list(TRIPLES))

    async def _described(self, request: Request, offered: list[str]) -> Response:
        media = _FORMS.get(request.query_params.get("format", "")) or preferred(_accept(request), offered)
        if media is None or media not in TRIPLES:
            raise RefusalError(406, f"没有所要的格式；可用：{'、'.join(offered)}")
        lines = await self._description.ntriples(site_of(request.url.scheme, request.headers.get("host", "")))
        return Response(graph_in(lines, media), media_type=media)


class Endpoint(Described):
    """The endpoint: queries, and without one the description, or for a browser the editor."""

    methods = "GET, HEAD, POST, OPTIONS"

    def __init__(self, workers: Workers, page: Callable[[Request], Response]) -> None:
        super().__init__(workers)
        self._workers, self._page = workers, page

    async def answered(self, request: Request) -> Response:
        """The answer to a query, or what stands here without one."""
        found = await pairs(request, self._workers.limits.body)
        if request.method != "POST" and not {name for name, _ in found} - {"lang", "format"}:
            return await self._itself(request)
        written = await self._unless_left(request, question(found, _accept(request)))
        headers = {"Content-Length": str(written.size), "Cache-Control": "no-store"}
        if request.method == "HEAD":
            written.file.close()
            return Response(headers=headers, media_type=written.media)
        return StreamingResponse(_chunks(written), headers=headers, media_type=written.media)

    async def _itself(self, request: Request) -> Response:
        offered = [*TRIPLES, "text/html"]
        wanted = _FORMS.get(request.query_params.get("format", "")) or preferred(_accept(request), offered)
        if wanted == "text/html":
            return await run_sync(self._page, request)
        return await self._described(request, offered)

    async def _unless_left(self, request: Request, asked: Question) -> Written:
        """The answer, given up when the client goes away. Errors: RefusalError."""
        answer = asyncio.ensure_future(self._workers.answer(asked))
        left = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait({answer, left}, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise RefusalError(499, "客户端已离开")
            return answer.result()
        finally:
            for task in (answer, left):
                if not task.done():
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await task


async def _left(request: Request) -> None:
    """Wait until the client closes the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _chunks(written: Written) -> Iterator[bytes]:
    with written.file:
        while data := written.file.read(_CHUNK):
            yield data
