"""The server's application: paths to pages, pages to answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ..errors import StoreError, UsageError, ZerenError
from ..graph.address import is_remote
from ..graph.server import shown
from .addresses import iri_of
from .deciding import Deciding
from .library import Holdings, Library
from .negotiation import MEDIA, chosen
from .page import Asked, Page
from .security import Guarded
from .settings import Settings
from .signing import COOKIE, Signing
from .site import PAGES, Maker, maker_of
from .sparql.limits import Limits
from .words import Language
from .writing import HERE, response

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

LIBRARIES = HERE.parent / "graph" / "templates" / "vendor"


def application(settings: Settings, host: str | None = None) -> ASGIApp:
    """Build the application over a store; one that listens on this machine's own `host` answers to no other name.

    Errors: StoreError where there is no store.
    """
    return Guarded(_starlette(settings, Library(settings.store, settings.decisions, ahead=settings.ahead)), host)


def _starlette(settings: Settings, library: Library) -> Starlette:
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from .files import routes as files
    from .sparql.routing import routes as sparql
    from .sparql.workers import Workers

    workers = Workers(library.snapshot, Limits(settings.seconds, settings.rows, workers=settings.workers))

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001 -- Starlette hands it over
        yield
        workers.close()
        library.close()

    routes = [
        Mount("/static/vendor/echarts", StaticFiles(directory=LIBRARIES / "echarts")),
        Mount("/static", StaticFiles(directory=HERE / "static")),
        *(Route(path, _paged) for path in PAGES),
        *files(),
        Route("/map/{view}.html", _map),
        *([Route("/sparql", _elsewhere)] if is_remote(settings.store) else sparql(workers, _editor)),
        Route("/{thing:path}", _paged),
    ]
    signing = Signing(settings.token) if settings.token else None
    if signing:
        routes[-1:-1] = Deciding(settings, library, signing).routes()
    app = Starlette(routes=routes, lifespan=living)
    app.state.library, app.state.settings, app.state.signing = library, settings, signing
    return app


def _elsewhere(request: Request) -> Response:
    """Say where to ask a store that is on another server."""
    from starlette.responses import PlainTextResponse

    told = f"图谱在 {shown(request.app.state.settings.store)}；请直接向该服务器查询\n"
    return PlainTextResponse(told, 501)


def _map(request: Request) -> Response:
    """A map as a document of its own, under its own policy."""
    from starlette.responses import HTMLResponse

    from ..graph.maps.page import policy
    from .pages import maps

    view = maps.view_of(request.path_params["view"])
    return HTMLResponse(
        maps.drawing(request.app.state.library.holdings, view),
        headers={"content-security-policy": f"{policy()}; frame-ancestors 'self'"},
    )


async def _paged(request: Request) -> Response:
    """Answer with the page that stands at a path, made in a thread of its own."""
    from anyio.to_thread import run_sync

    return await run_sync(answer, request)


def _editor(request: Request) -> Response:
    """The page on which queries are written."""
    from .sparql.editor import POLICY, page

    asked = asked_by(request)
    found = response(page(asked.language), "html", request.app.state.library.holdings, asked, "/sparql")
    found.headers["content-security-policy"] = POLICY
    return found


def answer(request: Request) -> Response:
    """Make and write the page that a request asks for; an error becomes a page of its own."""
    holdings: Holdings = request.app.state.library.holdings
    path = request.url.path
    raw: bytes = request.scope.get("raw_path") or path.encode()
    base = holdings.namer.base
    iri = "" if path in PAGES else iri_of(base, raw)
    asked = asked_by(request, iri)
    form = chosen(request.query_params.get("format"), request.headers.get("accept", ""))
    if form is None:
        told = f"没有这种格式；可用 {'、'.join(MEDIA)}"
        return response(
            Page("error.html", "没有这种格式", {"told": told}, {"error": told}, status=406),
            "html",
            holdings,
            asked,
            path,
        )
    page = made(PAGES[path] if path in PAGES else maker_of(iri.removeprefix(base)), holdings, asked)
    return response(page, form, holdings, asked, path)


def asked_by(request: Request, iri: str = "") -> Asked:
    """What a request asks for, and who asks."""
    signing: Signing | None = request.app.state.signing
    editor = signing.name(request.cookies.get(COOKIE, "")) if signing else ""
    today = dt.date.today().isoformat()  # noqa: DTZ011 -- the reader's day
    stamp = signing.stamp(editor) if signing and editor else ""
    return Asked(dict(request.query_params), iri, language(request), today, bool(signing), editor, stamp)


def made(maker: Maker, holdings: Holdings, asked: Asked) -> Page:
    """Make a page; what a reader asked wrongly is told on a page."""
    try:
        return maker(holdings, asked)
    except UsageError as error:
        return Page("error.html", "问法不对", {"told": str(error)}, {"error": str(error)}, status=400)
    except (StoreError, ZerenError) as error:
        return Page("error.html", "图谱出错", {"told": str(error)}, {"error": str(error)}, status=503)


def language(request: Request) -> Language:
    """The language asked for: by `?lang=`, else by the cookie, else Chinese."""
    asked = request.query_params.get("lang") or request.cookies.get("lang")
    return "en" if asked == "en" else "zh"
