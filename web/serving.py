"""Running the server until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass

from uvicorn import Config, Server

from ..errors import UsageError
from .app import application
from .settings import Settings

WAITING = 128  # connections that may wait to be taken up
LEAVING = 3  # seconds that open answers may still take when the server is told to stop


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens; port 0 stands for any that is free."""

    host: str
    port: int


class Announced(Server):
    """A server that says when it is ready: it answers, and an interrupt ends it in good order."""

    def __init__(self, config: Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so; whatever that takes, answers do not wait for it."""
        await super().startup(sockets)
        if not self.should_exit:
            await asyncio.to_thread(self.ready)


def serve(settings: Settings, address: Address, ready: Callable[[str], None]) -> None:
    """Serve the pages at an address until interrupted; `ready` is told the URL when they can be had.

    Errors: StoreError where there is no store, UsageError where the address cannot be had.
    """
    with listening(address) as listener:
        app = application(settings, address.host)
        url = url_of(address.host, listener.getsockname()[1])
        config = Config(app, log_level="warning", lifespan="on", server_header=False, timeout_graceful_shutdown=LEAVING)
        try:
            Announced(config, lambda: ready(url)).run([listener])
        except KeyboardInterrupt:
            return


def listening(address: Address) -> socket.socket:
    """A socket that listens at an address. Errors: UsageError."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
        listener.listen(WAITING)
    except OSError as error:
        listener.close()
        where = f"{address.host}:{address.port}"
        raise UsageError(
            f"不能在 {where} 上提供服务（{error.strerror}）；请用 --port 另选端口，或核对 --host"
        ) from None
    return listener


def url_of(host: str, port: int) -> str:
    """The URL at which a browser finds the server."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 -- any address
    return f"http://{shown}:{port}/"
