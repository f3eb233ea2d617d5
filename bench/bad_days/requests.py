"""A server that fails some requests: cut, lost, half answered, hanging, refused, out of disk, talking nonsense."""

from __future__ import annotations

from bench.bad_days.day import AbsentError, Day, from_tests, zeren

PASSING = ("cut", "lost", "half", "hang", "503", "504")
STAYING = ("507", "junk")


class Refused(Day):
    name = "requests"

    def have(self) -> None:
        servers, faulty = from_tests("servers_apart"), from_tests("faulty").faulty
        if not servers.OXIGRAPH.exists():
            raise AbsentError("there is no Oxigraph server here")
        plans = self.plans()
        zeren("build", plans, "--out", self.folder / "lake")
        zeren("build", plans, "--store", self.folder / "whole", "--no-compare")
        whole = self.exported(str(self.folder / "whole"))
        for kind in (*PASSING, *STAYING):
            (self.folder / kind).mkdir()
            every = 3 if kind in PASSING else 1

            def failing(n: int, _: str, kind: str = kind, every: int = every) -> str:
                return kind if n > 12 and n % every == 0 else ""

            with servers.oxigraph(self.folder / kind) as address:
                push = ("push", self.folder / "lake", "--no-compare", "--tries", 3, "--wait", 10, "--store")
                with faulty(address, failing, seconds=12.0) as (shaky, seen):
                    ran = zeren(*push, shaky)
                self.note(f"{kind}: {len([s for s in seen if s])} of {len(seen)} requests failed", ran)
                if kind in STAYING:
                    self.see("exit 4, and what to do", kept=ran.code == 4 and "重新运行同一命令" in ran.err)
                    ran = zeren(*push, address)
                    self.note("the same command when the server is well", ran)
                self.see("exit 0", kept=ran.code == 0)
                self.see("the same as a build", kept=self.exported(address) == whole)
