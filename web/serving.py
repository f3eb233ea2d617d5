"""Running the server until it is told to stop."""

from __future__ import annotations

import socket

from ..errors import UsageError
from .app import application
from .settings import Settings


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the pages at an address until interrupted. Errors: StoreError, UsageError where the port is taken."""
    import uvicorn

    app = application(settings)
    with listening(host, port) as listener:
        uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", server_header=False)).run([listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 takes a free one. Errors: UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise UsageError(f"不能在 {host}:{port} 上提供服务（{error}）；请用 --port 另选一个端口") from None
    return listener
