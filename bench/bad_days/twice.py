"""Two at once: two builds of one folder, of one store on a server, of one lake."""

from __future__ import annotations

from pathlib import Path

from bench.bad_days.day import AbsentError, Day, Ran, Running, from_tests, lines, until, zeren


class _Twice(Day):
    def run(self, plans: Path, where: tuple[object, ...], *, begun: Path | None) -> None:
        """Two builds, the second while the first is at work: it is refused, and its like goes through later."""
        first = Running("build", plans, *where)
        self.see("the first is at work", kept=until(lambda: begun is None or begun.exists()))
        if begun is None:
            until(lambda: self.writing(where))
        second = zeren("build", plans, *where)
        whole = first.end()
        self.note("the first", whole)
        self.note("the second", second)
        self.see("the first ended well", kept=whole.code == 0)
        self.see("the second was refused and told what to do", kept=refused(second))
        after = zeren("build", plans, *where)
        self.note("the second again, later", after)
        self.see("exit 0", kept=after.code == 0)

    def writing(self, _: tuple[object, ...]) -> bool:
        return True


def refused(ran: Ran) -> bool:
    return ran.code == 4 and "另一个" in ran.err and "再试" in ran.err


class OneFolder(_Twice):
    name = "two-builds-folder"

    def have(self) -> None:
        plans, db = self.plans(60), self.folder / "db"
        self.run(plans, ("--store", db, "--no-compare"), begun=db / "CURRENT")
        zeren("build", plans, "--store", self.folder / "whole", "--no-compare")
        self.see("as one build", kept=self.exported(str(db)) == self.exported(str(self.folder / "whole")))


class OneServer(_Twice):
    name = "two-builds-server"

    def have(self) -> None:
        servers = from_tests("servers_apart")
        if not servers.OXIGRAPH.exists():
            raise AbsentError("there is no Oxigraph server here")
        plans = self.plans(60)
        with servers.oxigraph(self.folder) as address:
            self.run(plans, ("--store", address, "--no-compare"), begun=None)
            zeren("build", plans, "--store", self.folder / "whole", "--no-compare")
            self.see("as one build", kept=self.exported(address) == self.exported(str(self.folder / "whole")))

    def writing(self, where: tuple[object, ...]) -> bool:
        from zeren.errors import StoreError
        from zeren.graph.lease import notes
        from zeren.graph.store import Store

        try:
            with Store.reading(Path(str(where[1]))) as store:
                return bool(notes(store))
        except StoreError:
            return False  # nothing there yet


class OneLake(_Twice):
    name = "two-builds-lake"

    def have(self) -> None:
        plans, lake = self.plans(60), self.folder / "lake"
        self.run(plans, ("--out", lake), begun=lake / "zeren.lock")
        zeren("build", plans, "--out", self.folder / "whole")
        self.see("as one run", kept=lines(lake) == lines(self.folder / "whole"))
