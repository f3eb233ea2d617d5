"""Small maps for the tests: tasks, units, links over the years."""

from __future__ import annotations

from zeren.graph.continuity.records import Changes, Continuation, Evidence, Kind
from zeren.graph.duties import Duty, Holder

EVIL = "</script><img src=x onerror=alert(1)>{{7*7}}\u2028\u202e反向"


def duty(number: int, leads: tuple[str, ...], shares: tuple[str, ...] = (), year: int = 2023, **facts: str) -> Duty:
    def holders(names: tuple[str, ...]) -> tuple[Holder, ...]:
        return tuple(
            Holder(f"u:{n}", f"石泉市{n}", n, n.startswith("各"), "court" if n.endswith("法院") else "department")
            for n in names
        )

    title = facts.get("title", f"排查校舍{number}")
    return Duty(
        iri=f"t:{year}/{number}", number=f"{number}.", title=title, file=f"石泉{year}.txt", plan=f"p:{year}",
        plan_title=facts.get("plan", "石泉市工作要点"), year=year, text=f"{title}。原文", place="石泉市",
        leads=holders(leads), responsible=holders(shares),
    )  # fmt: skip


def link(earlier: Duty, later: Duty, kind: Kind = "continued") -> Continuation:
    evidence = Evidence(0.9, None, None, None, None, ("校舍",), (), (), (0, 4), (0, 4))
    return Continuation(earlier, later, kind, 0.9, 0.8, evidence, Changes())


# 2022: 1 is led by 教育局 with 财政局 and 各县区. 2023: 1 and 2 by 教育局 with 财政局, 3 by 法院 alone.
DUTIES = (
    duty(1, ("教育局",), ("财政局", "各县区"), 2022),
    duty(1, ("教育局",), ("财政局",)),
    duty(2, ("教育局",), ("财政局",)),
    duty(3, ("法院",)),
)
LINKS = (link(DUTIES[0], DUTIES[1]), link(DUTIES[0], DUTIES[2], "split"))
