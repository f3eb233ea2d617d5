"""The tables of an index. The engine is SQLite with FTS5; it is met in this folder only."""

from __future__ import annotations

from typing import Final

from ..folder import INDEX

FORMAT: Final = "3"
FILE: Final = INDEX

TABLES: Final = """
BEGIN;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE plan (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL);
CREATE TABLE task (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, plan INTEGER NOT NULL, start INTEGER NOT NULL, title TEXT NOT NULL,
  text TEXT NOT NULL, names TEXT NOT NULL
);
CREATE INDEX task_plan ON task (plan);
CREATE TABLE unit (iri TEXT PRIMARY KEY, names TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE holding (unit TEXT NOT NULL, task INTEGER NOT NULL, PRIMARY KEY (unit, task)) WITHOUT ROWID;
CREATE INDEX holding_task ON holding (task);
CREATE TABLE answer (query TEXT PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5(title, text, names, content='', tokenize='ascii', detail='full');
CREATE VIRTUAL TABLE gram USING fts5vocab('word', 'row');
COMMIT;
"""
