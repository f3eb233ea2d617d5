"""The index of a store: a file in the store's folder, made with each build; in memory where there is none that fits."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from ...errors import StoreError
from ..address import is_remote
from .index import Index, connected
from .schema import FILE, FORMAT
from .state import held_state, state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..manifest import Entry
    from ..store import Store
    from .filling import Since
    from .spool import Spool


def index(store: Store) -> Index:
    """Open the index of a store that is open; where it has none, or one of another state, make one in memory."""
    base = _kept(store)
    if base is None:
        from .filling import create, fill

        base = sqlite3.connect(":memory:", check_same_thread=False)
        create(base)
        fill(base, store)
    return Index(base)


def _kept(store: Store) -> sqlite3.Connection | None:
    """The index in the store's folder, if it is of the store's state."""
    file = store.path / FILE
    if not file.is_file() or journal(file).exists():
        return None  # beside a journal it is half written: its writer was killed
    base = connected(file)
    try:
        if held_state(base) == state(store):
            return base
    except sqlite3.DatabaseError:
        pass  # torn or foreign: as good as none
    base.close()
    return None


def journal(file: Path) -> Path:
    """What the engine keeps beside an index while it writes."""
    return file.with_name(f"{file.name}-journal")


def update(
    store: Store, plans: Mapping[str, Entry] | None = None, spool: Spool | None = None, since: Since | None = None
) -> None:
    """Bring the index in the folder of a store that is open for writing up to it; a server's store has none.

    `plans` are those in the store, where they are known; `spool` has the tasks of those just read; `since` tells an
    index of a certain state which units may go by other names now. Errors: StoreError.
    """
    if is_remote(store.path):
        return
    file = store.path / FILE
    try:
        _update(file, store, plans, spool, since)
    except sqlite3.DatabaseError:  # torn, foreign, of another form
        try:
            file.unlink(missing_ok=True)
            journal(file).unlink(missing_ok=True)
            _update(file, store, plans, spool, since)
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreError(
                f"{file}：全文索引写不了（{error}）；请腾出空间或检查权限，再重新运行 zeren build"
            ) from None
    store.indexed(FORMAT)


def _update(
    file: Path, store: Store, plans: Mapping[str, Entry] | None, spool: Spool | None, since: Since | None
) -> None:
    from .filling import create, fill

    base = sqlite3.connect(file)
    try:
        if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            create(base)
        fill(base, store, plans, spool, since, keeping=True)
    finally:
        base.close()
