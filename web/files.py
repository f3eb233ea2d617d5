"""Files that the server makes: what a page shows as a workbook, deadlines as a calendar to subscribe to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from .library import Holdings
from .page import Asked
from .pages import calendar, ledger

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


@dataclass(frozen=True, slots=True)
class File:
    """How a file is made, its media type, the name under which it is saved, whether it is to be saved at all."""

    make: Callable[[Holdings, Asked], bytes]
    media: str
    name: str
    saved: bool = True


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Final[Mapping[str, File]] = MappingProxyType(
    {
        "/ledger.xlsx": File(ledger.sheet, _XLSX, "台账.xlsx"),
        "/calendar.ics": File(calendar.file, "text/calendar; charset=utf-8", "期限.ics", saved=False),
    }
)


def routes() -> list[Route]:
    """The routes of all files."""
    from starlette.routing import Route

    return [Route(path, _sent) for path in FILES]


async def _sent(request: Request) -> Response:
    """Answer with the file that stands at a path, made in a thread of its own."""
    from anyio.to_thread import run_sync

    return await run_sync(_made, request)


def _made(request: Request) -> Response:
    from starlette.responses import Response

    file = FILES[request.url.path]
    data = file.make(request.app.state.library.holdings, Asked(dict(request.query_params)))
    manner = "attachment" if file.saved else "inline"
    return Response(
        data,
        headers={
            "content-type": file.media,
            "content-disposition": f"{manner}; filename*=UTF-8''{quote(file.name)}",
        },
    )
