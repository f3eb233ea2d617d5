"""The routes of the endpoint, for an application to take in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Route

from .endpoint import Described, Endpoint
from .workers import Workers

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def routes(workers: Workers, page: Callable[[Request], Response]) -> list[BaseRoute]:
    """`/sparql` and `/.well-known/void` over `workers`; `page` makes the editor page, in a thread.

    Who takes them in closes the workers when the server ends.
    """
    return [
        Route("/sparql", Endpoint(workers, page)),
        Route("/.well-known/void", Described(workers)),
    ]
