"""How maps grow: written, opened and drawn in the headless browser.

python -m bench.maps [--nodes 350 600 5000 20000] [--browser /usr/bin/chromium]
"""

import argparse
import random
import tempfile
from pathlib import Path
from time import perf_counter

from zeren.graph.duties import Duty, Holder
from zeren.graph.maps.page import page
from zeren.graph.maps.records import View

from .continuity_plans import plans

UNITS = 10  # tasks a unit
OPENED = "() => window.zerenMap.ready.then(() => performance.now())"
PAINTED = "() => performance.getEntriesByType('paint').map(e => e.startTime).pop()"
REDRAWN = """() => { const n = window.zerenMap.network, start = performance.now();
  for (let i = 0; i < 10; i++) n.moveTo({ scale: n.getScale() * (i % 2 ? 1.1 : 1 / 1.1) }), n.redraw();
  return (performance.now() - start) / 10; }"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", nargs="*", type=int, default=[350, 600, 5000, 20000])
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    for count in options.nodes:
        for view in ("duties", "partners"):
            print(f"{count} nodes, {view}: {measured(tasks(count), view, options.browser)}", flush=True)


def tasks(nodes: int, seed: int = 7) -> list[Duty]:
    """Tasks whose units come to about so many nodes: units in circles of ten, a few that are everywhere."""
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice, no secret
    count = nodes * UNITS // (UNITS + 1)
    units = [Holder(f"unit/{at}", f"市第{at}处", f"市第{at}处") for at in range(nodes - count)]
    return [shared(duty, units, chance) for duty in plans(-(-count // 2))[:count]]


def shared(duty: Duty, units: list[Holder], chance: random.Random) -> Duty:
    from dataclasses import replace

    circle = chance.randrange(0, max(len(units) - 10, 1), 10) if len(units) > 10 else 0
    near = units[circle : circle + 10]
    own = [*chance.sample(near, min(len(near), 2)), chance.choice(units[:10] if chance.random() < 0.2 else near)]
    return replace(duty, leads=(own[0],), responsible=tuple(own[1:]))


def measured(duties: list[Duty], view: View, browser: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        layouts, out = Path(folder) / "layouts", Path(folder) / "map.html"
        times = []
        for _ in range(2):
            start = perf_counter()
            text = page(duties, view, layouts=layouts)
            times.append(perf_counter() - start)
        out.write_text(text, encoding="utf-8")
        told = f"{len(text.encode()) / 1e6:.2f} MB, written {times[1]:.2f} s (placed anew {times[0]:.2f} s)"
        return f"{told}, {opened(out, browser)}" if Path(browser).exists() else told


def opened(file: Path, browser: str) -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        page.goto(file.as_uri())
        whole = page.evaluate(OPENED)
        page.wait_for_timeout(300)
        first, redrawn = page.evaluate(PAINTED), page.evaluate(REDRAWN)
        chromium.close()
    return f"first paint {first / 1000:.2f} s, ready {whole / 1000:.2f} s, redrawn in {redrawn:.0f} ms"


if __name__ == "__main__":
    main()
