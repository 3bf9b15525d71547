"""A query in SQL → DuckDB's answer over the tables of a case.

Reads the tables that the query names, writes nothing. The one idea: DuckDB is given the tables and nothing else, so a
query can reach no file, no extension and no setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from rashomon.errors import QueryError
from rashomon.partial import filled_tables
from rashomon.record import NOUNS
from rashomon.store.delta import DeltaStore

#: Kinds of query that read and no more, as DuckDB names them.
_READS = frozenset({"SELECT", "EXPLAIN"})
#: Which tables there are: DuckDB is given those alone that a query names, so it could tell of none.
_WHICH_TABLES = re.compile(r"\s*show\s+(?:all\s+)?tables\s*;?\s*", re.I)


def answer_of(store: DeltaStore, query: str) -> pa.Table:
    """The rows that answer a query. Raises QueryError with DuckDB's own words."""
    if _WHICH_TABLES.fullmatch(query):
        return pa.table({"name": list(NOUNS)})
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        _only_reads(connection.extract_statements(query))
        for name, table in filled_tables(store, connection.get_table_names(query)).items():
            connection.register(name, table)
        # nothing but the registered tables: no files, no extensions, no settings
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        return connection.sql(query).to_arrow_table()
    except (duckdb.Error, AttributeError) as error:
        raise _refused(error) from error
    finally:
        connection.close()


def _only_reads(statements: Iterable[Any]) -> None:
    """Of what DuckDB understands a query to be, what reads may pass. Raises QueryError for the rest."""
    asked = list(statements)
    if not asked:
        raise QueryError("nothing is asked; ask with SELECT, e.g. select count(*) from articles")
    for statement in asked:
        if statement.type.name not in _READS:
            does = statement.type.name.replace("_", " ")
            raise QueryError(f"sql only reads, and this is {does}; ask with SELECT, e.g. select count(*) from articles")


def _refused(error: Exception) -> QueryError:
    """DuckDB's own words for a query that it cannot answer; where a table is missing, which ones there are."""
    words = next(iter(str(error).splitlines()), "no rows")
    there = f" The tables are {', '.join(NOUNS)}." if "Table with name" in words else ""
    return QueryError(f"cannot answer: {words}{there}")
