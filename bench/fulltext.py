"""`python -m bench.fulltext [TASKS]`: how long composed tasks take to index, and to find."""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from zeren.graph.duties import duties, register
from zeren.graph.fulltext.filling import create, fill
from zeren.graph.fulltext.finding import find
from zeren.graph.fulltext.index import Index
from zeren.graph.manifest import Entry, plan_rows
from zeren.graph.store import MANIFEST, Store
from zeren.ontology.iris import Namer
from zeren.ontology.terms import prefixed

VERBS = "推进,完善,建立,开展,加强,落实,整治,规范,提升,优化,排查,清理,改造,建设,治理,巡查,督促,组织,协调,保障"
THINGS = (
    "老旧小区,公共厕所,垃圾分类,污水管网,供热管网,燃气安全,户外广告,占道经营,渣土运输,道路保洁,河道水质,停车设施,行政审批,"
    "信用修复,专利质押,企业注销,市场准入,公平竞争,电子证照,一窗受理,不动产登记,纳税服务,农村公路,义务教育,养老服务,医疗保障,"
    "食品安全,消防通道,城市绿化,窨井设施,照明设施,扬尘管控,噪声扰民,物业管理,住房租赁,就业培训,人才引进,招商引资,科技创新,"
    "数据共享"
)
PLACES = "主城区,建成区,各街道,重点路段,工业园区,开发区,城乡结合部,背街小巷,农贸市场,学校周边,景区沿线,火车站"
ENDS = "确保年底前完成,做到全覆盖,形成长效机制,按月通报进度,实行清单管理,建立台账销号,纳入年度考核,明确专人负责"
PER_PLAN, UNITS, ROUNDS = 40, 400, 60


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, Store.writing(Path(folder) / "zeren.db") as store:
        for at in range(0, count, 20_000):
            store.add("".join(quads(range(at, min(count, at + 20_000)))))
        store.settle()
        base = sqlite3.connect(Path(folder) / "index")
        create(base)
        start = time.perf_counter()
        fill(base, store)
        made = time.perf_counter() - start
        size = (Path(folder) / "index").stat().st_size / 1e6
        print(f"{count} tasks indexed in {made:.1f} s, {size:.0f} MB")
        asked(Index(base), store)


def asked(index: Index, store: Store) -> None:
    chance = random.Random(3)  # noqa: S311 -- a seed

    def terms() -> dict[str, float]:
        kinds = ((THINGS, 3), (VERBS, 2), (PLACES, 2), (ENDS, 1))
        words = [word for kind, count in kinds for word in chance.sample(kind.split(","), count)]
        return dict.fromkeys(words, 1.0) | {words[0][:2]: 0.4, words[1][2:]: 0.4, words[0] + words[1]: 1.0}

    found = [hit.iri for hit in index.rank({"垃圾分类": 1.0, "主城区": 0.5}, 100)]
    report("rank, 11 terms", lambda: index.rank(terms(), 200))
    report("containing, 4 characters", lambda: index.containing(chance.choice(THINGS.split(",")), 100))
    report("containing, 2 characters", lambda: index.containing(chance.choice(THINGS.split(","))[:2], 100))
    report("containing, a rare number", lambda: index.containing(f"{chance.randrange(100_000):06}项", 100))
    report("100 tasks read from the store", lambda: duties(store, only=found))
    report("10 tasks read from the store", lambda: duties(store, only=found[:10]))
    report("find, the first 20 of very many", lambda: find(store, index, "老旧小区", 20))
    report("register", lambda: register(store))


def report(name: str, action: Callable[[], object]) -> None:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"  {name}: median {statistics.median(times):.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms")


def quads(numbers: range) -> Iterator[str]:
    namer = Namer()
    for number in numbers:
        sha = f"{number // PER_PLAN:032x}" + "0" * 32
        plan, graph = namer.plan(sha), namer.graph(sha)
        lines = list(task_lines(number, plan, namer))
        if number % PER_PLAN == 0:
            lines += plan_lines(sha, plan, namer, number)
            yield from (f"{line} <{MANIFEST}> .\n" for line in plan_rows(sha, Entry(graph, "x", "x.txt"), [], []))
        if number == 0:
            lines += [line for at in range(UNITS) for line in unit_lines(at, namer)]
        yield from (f"{line} <{graph}> .\n" for line in lines)


def plan_lines(sha: str, plan: str, namer: Namer, number: int) -> Iterator[str]:
    source = namer.source(sha)
    yield line(plan, "rdf:type", f"<{prefixed('zr:Plan')}>")
    yield line(plan, "dcterms:title", '"年度工作要点"')
    yield line(plan, "prov:wasDerivedFrom", f"<{source}>")
    yield line(plan, "zr:planYear", f'"{2015 + number // PER_PLAN % 10}"')
    yield line(source, "zr:fileName", f'"{sha[24:32]}.txt"')


def unit_lines(at: int, namer: Namer) -> Iterator[str]:
    unit = namer.unit(f"某市/第{at}局", "")
    yield line(unit, "rdf:type", f"<{prefixed('zr:Unit')}>")
    yield line(unit, "skos:prefLabel", f'"某市第{at}管理局"')
    yield line(unit, "skos:altLabel", f'"市{at}局"')


def task_lines(number: int, plan: str, namer: Namer) -> Iterator[str]:
    chance = random.Random(number)  # noqa: S311 -- a seed
    task, text = f"{plan}/task/{number}", words(number, chance)
    passage = f"{plan}/chars/{number}"
    facts = (
        ("rdf:type", f"<{prefixed('zr:Task')}>"), ("zr:number", f'"{number}"'), ("zr:order", f'"{number}"'),
        ("dcterms:title", f'"{text[:12]}"'), ("dcterms:isPartOf", f"<{plan}>"), ("prov:wasDerivedFrom", f"<{passage}>"),
        ("zr:text", f'"{text}"'),
    )  # fmt: skip
    yield from (line(task, name, value) for name, value in facts)
    for name, value in (("oa:start", "0"), ("oa:end", str(len(text))), ("oa:exact", text), ("zr:line", "1")):
        yield line(passage, name, f'"{value}"')
    for order in range(3):
        yield from holder_lines(task, order, chance, namer)


def holder_lines(task: str, order: int, chance: random.Random, namer: Namer) -> Iterator[str]:
    at, held = chance.randrange(UNITS), f"{task}/assignment/{order}"
    role = "lead" if order == 0 else "responsible"
    unit = f"<{namer.unit(f'某市/第{at}局', '')}>"
    yield line(task, "zr:leadUnit" if order == 0 else "zr:responsibleUnit", unit)
    yield line(task, "zr:assignment", f"<{held}>")
    yield line(held, "zr:order", f'"{order}"')
    yield line(held, "zr:unit", unit)
    yield line(held, "zr:role", f"<https://w3id.org/zeren/codes#{role}>")
    yield line(held, "zr:surfaceForm", f'"市{at}局"')


def words(number: int, chance: random.Random) -> str:
    """A task's text of about 250 characters."""
    kinds = (VERBS, PLACES, THINGS, "工作，", ENDS)
    parts = ["".join(chance.choice(kind.split(",")) for kind in kinds) for _ in range(13)]
    return "；".join(parts) + f"；共{number:06}项。"


def line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{prefixed(predicate)}> {value}"


if __name__ == "__main__":
    main()
