"""The table of the READMEs, made from what the bench has measured and kept in `results.json`, topic by topic."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from .rounds import Measure, Ratio

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = Path(__file__).with_name("results.json")
WORDS: Final = Path(__file__).with_name("words.tsv")
QUERIES: Final = "named queries at a million quads, against the same by hand"
BESIDE: Final = ("others",)  # topics that compare without a bar
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
HEADS: Final = {
    "README.md": ("| measured | ratio (spread) | bar | |\n|---|---|---|---|\n", "kept", "missed"),
    "README.zh-CN.md": ("| 所测 | 比值（范围） | 要求 | |\n|---|---|---|---|\n", "达到", "未达到"),
}


def kept(topic: str, measured: Iterable[Measure]) -> None:
    """Keep what was measured of a topic in place of what was there."""
    results = read()
    results[topic] = {
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "measures": [asdict(measure) for measure in measured],
    }
    text = json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    RESULTS.write_text(f"{text}\n", encoding="utf-8")


def read() -> dict[str, Any]:
    """What is kept, by topic."""
    return dict(json.loads(RESULTS.read_text(encoding="utf-8"))) if RESULTS.exists() else {}


def written(topics: Iterable[str]) -> None:
    """Bring the tables of both READMEs up to what is kept, in the order of the topics."""
    for name in HEADS:
        file = ROOT / name
        before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        file.write_text(f"{before}{BEGIN}\n{table(name, topics, read())}{END}{after}", encoding="utf-8")


def table(name: str, topics: Iterable[str], results: Mapping[str, Any]) -> str:
    """The table for one README."""
    words = chinese() if name.endswith("zh-CN.md") else {}
    shown = (measure for topic in topics for measure in _shown(topic, results.get(topic, {"measures": []})))
    return HEADS[name][0] + "".join(_row(measure, name, words) for measure in shown)


def _shown(topic: str, results: Mapping[str, Any]) -> list[Measure]:
    """What the table shows of a topic: measures with a bar, comparisons with others, of many queries the worst."""
    held = [Measure(**{**one, "ratio": Ratio(**one["ratio"])}) for one in results["measures"]]
    if topic == "querying" and held:
        worst = max(held, key=lambda measure: measure.ratio.median)
        return [replace(worst, name=QUERIES, how=f"the worst of {len(held)}: {worst.name}")]
    return [measure for measure in held if measure.bar is not None or topic in BESIDE]


def chinese() -> dict[str, str]:
    """The Chinese for the words of the measures, by the English."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line)


def _row(measure: Measure, name: str, words: Mapping[str, str]) -> str:
    ratio, unit = measure.ratio, measure.unit if measure.unit in {"×", ""} else f" {measure.unit}"
    figure = f"{ratio.median:.3g}{unit}"
    spread = f"{ratio.least:.3g}–{ratio.most:.3g}"
    bar = "" if measure.bar is None else f"{'≥' if measure.at_least else '≤'} {measure.bar:g}{unit}"
    verdict = "" if measure.bar is None else HEADS[name][1 if measure.kept else 2]
    told = f"{words.get(measure.name, measure.name)}" + (f"; {measure.how}" if measure.how and not words else "")
    return f"| {told} | {figure} ({spread}) | {bar} | {verdict} |\n"
