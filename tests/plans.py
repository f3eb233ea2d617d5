"""Small invented plans that the loaders' tests read."""

from __future__ import annotations

from zeren.loaders.extract import extract
from zeren.loaders.records import Plan, Source, Task

HEAD = "青山市2023年城市品质提升工作方案\n\n为提升城市品质，制定本方案。\n\n一、重点任务\n\n"


def read_plan(body: str, *, head: str = HEAD) -> Plan:
    """The plan of an invented city whose items are `body`."""
    return extract(Source("青山.txt", head + body, "0" * 64))


def only_task(body: str) -> Task:
    """The one task of a plan."""
    (task,) = read_plan(body).tasks
    return task


def units(task: Task) -> str:
    """A task's units as one line: `*` before a lead, `#` behind a group, the full name behind `=`."""
    return " ".join(
        ("*" if m.role == "lead" else "") + m.text + ("#" if m.group else "") + (f"={m.name}" if m.name else "")
        for m in task.mentions
    )
