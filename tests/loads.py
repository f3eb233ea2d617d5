"""Small plans for the tests of loads, standings and silences."""

from zeren.graph.duties import Duty, Holder


def holder(name: str, kind: str = "局", parent: str = "") -> Holder:
    return Holder(name, name, name, group=name.startswith("各"), kind=kind, parent=parent)


def duty(number: int, leads: str = "", shares: str = "", year: int | None = 2023, **facts: object) -> Duty:
    """A task with its units by name; a name that begins with 各 is a group."""
    return Duty(
        f"t:{year}/{number}", str(number), "事", "f.txt", f"p:{year}", "t", year,
        leads=tuple(map(holder, leads.split())), responsible=tuple(map(holder, shares.split())), **facts,  # type: ignore[arg-type]
    )  # fmt: skip
