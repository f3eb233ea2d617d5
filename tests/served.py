"""A server of the endpoint alone, really listening, for clients that nobody here wrote."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from zeren.web.serving import Address, listening
from zeren.web.sparql.limits import Limits
from zeren.web.sparql.routing import routes
from zeren.web.sparql.workers import Workers


def _page(_request: Request) -> Response:
    return HTMLResponse("<!doctype html>")


@contextmanager
def serving(store: Path, limits: Limits) -> Iterator[tuple[str, Workers]]:
    """The address of an endpoint over `store`, and its workers."""
    workers = Workers(lambda: (1, store), limits)
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes(workers, _page)), log_level="error"))
    with listening(Address("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql", workers
        finally:
            server.should_exit = True
            thread.join()
            workers.close()
