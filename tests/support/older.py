"""A store as an older program would have made it, with the rows of one of
today's."""

import pathlib
import sqlite3

MIGRATIONS = pathlib.Path(__file__).parents[2] / "src/store/migrations"


def newest(kind):
    """`kind`: "store" or "secrets"."""
    return len(list(MIGRATIONS.glob(f"{kind}_*.sql")))


def make(path, today, kind, version):
    """Of each table that there was, the columns that there were."""
    store = sqlite3.connect(path)
    for number in range(1, version + 1):
        migration, = MIGRATIONS.glob(f"{kind}_{number:04}_*.sql")
        store.executescript(migration.read_text())
    store.execute("ATTACH ? AS today", (str(today),))
    store.execute("PRAGMA foreign_keys = OFF")
    for table, in store.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
            ).fetchall():
        columns = ", ".join(row[1] for row in store.execute(
            f"PRAGMA main.table_info({table})"))
        store.execute(f"DELETE FROM main.{table}")
        store.execute(f"INSERT INTO main.{table} ({columns})"
                      f" SELECT {columns} FROM today.{table}")
    of_ours, = store.execute("PRAGMA today.application_id").fetchone()
    store.execute(f"PRAGMA main.application_id = {of_ours}")
    store.execute(f"PRAGMA main.user_version = {version}")
    store.commit()
    store.close()
