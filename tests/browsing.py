"""A real browser before the real server: what it asked for and complained of is kept, and looked at in the end."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from zeren.web.app import application
from zeren.web.serving import Address, listening
from zeren.web.settings import Settings

CHROMIUM = shutil.which("chromium")
ABSENT = "没有 Chromium（Debian 软件包 chromium）"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 400, "height": 800}}
# How far the page itself scrolls sideways; a part of it that scrolls by itself does not count.
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def started() -> Iterator[Any]:
    """A headless Chromium that calls nobody."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of a server of all pages, without a slash at its end."""
    server = uvicorn.Server(uvicorn.Config(application(settings), log_level="error", lifespan="on"))
    with listening(Address("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Visit:
    """One window of a browser on a server; requests to any other are cut off and told."""

    def __init__(self, browser: Any, address: str, size: str = "wide", **how: Any) -> None:
        self.address, self.trouble = address, list[str]()
        self.context = browser.new_context(viewport=SIZES[size], **({"locale": "zh-CN"} | how))
        self.context.route(lambda url: not self.ours(url), self.cut)
        self.page = self.context.new_page()
        self.page.on("console", lambda m: self.trouble.append(f"{m.type}：{m.text} {m.location.get('url')}"))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", self.dismiss)

    def ours(self, url: str) -> bool:
        return url.startswith(("data:", "blob:")) or urlsplit(url).netloc == urlsplit(self.address).netloc

    def cut(self, route: Any) -> None:
        self.trouble.append(f"asked for {route.request.url}")
        route.abort()

    def dismiss(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until what the page draws by script is there."""
        if self.page.locator("#yasgui").count():
            self.page.wait_for_selector(".CodeMirror")
        for frame in self.page.frames[1:]:
            frame.wait_for_function("() => window.zerenMap")
            frame.evaluate("() => window.zerenMap.ready")

    def picture(self, file: Path) -> None:
        self.page.screenshot(path=str(file), full_page=True)

    def close(self) -> None:
        self.context.close()
        assert self.trouble == []
