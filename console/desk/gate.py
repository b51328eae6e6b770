"""The gate: exactly one statement passes, and only if it reads the store's own tables and tells nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.desk.statements import Statement, split, words

if TYPE_CHECKING:
    import duckdb

MOST_BYTES = 64 * 1024
"""How long a query may be, in bytes of UTF-8."""

_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_TABLES = frozenset({
    "range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree", "summary",
    "duckdb_columns", "duckdb_constraints", "duckdb_functions", "duckdb_keywords", "duckdb_schemas", "duckdb_tables",
    "duckdb_types", "duckdb_views", "pragma_show", "pragma_table_info", "pragma_version", "icu_calendar_names",
    "pg_timezone_names", "test_all_types",
})  # fmt: skip
"""Functions that may stand in a from, beside the store's own macros; the others read files or tell of the machine."""
_HARMLESS = frozenset({"random", "uuid", "uuidv4", "uuidv7", "gen_random_uuid"})
"""Of the functions that DuckDB calls volatile, those that only make up a value."""
_TELLING = frozenset({
    "current_setting", "getenv", "json_serialize_plan", "json_execute_serialized_sql", "query", "query_table",
    "write_log", "nextval", "setval", "currval", "current_query", "in_search_path", "pg_conf_load_time",
    "pg_postmaster_start_time", "inet_client_addr", "inet_server_addr", "which_secret", "checkpoint",
    "force_checkpoint",
})  # fmt: skip
_HIDDEN_PREFIXES = ("duckdb_", "pragma_")
_SHOWN = frozenset({
    "duckdb_columns", "duckdb_constraints", "duckdb_indexes", "duckdb_schemas", "duckdb_tables", "duckdb_types",
    "duckdb_views",
})  # fmt: skip
_HIDDEN = frozenset({"pg_settings", "pg_prepared_statements", "pg_database"})
_SCHEMAS = frozenset({"", "main", "store", "information_schema", "pg_catalog"})


class NotAdmitted(Exception):
    """The gate keeps a query out; `why` is a short name of `console.desk.sentences`."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.why = why
        self.values = values


@dataclass(frozen=True, slots=True)
class Known:
    """What this DuckDB and this store have that the gate must know of."""

    denied: frozenset[str]
    tables: frozenset[str]
    """Functions that may stand in a from."""
    relations: frozenset[str]
    """The store's own tables and views."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A query that may be run."""

    text: str
    """The query itself, on the lines and columns where the user wrote it."""
    names: tuple[str, ...]
    """Its parameters, without the $."""
    explain: str = ""
    """Empty, or "explain" or "explain analyze" where that is asked of the query."""


def admit(connection: "duckdb.DuckDBPyConnection", text: str, known: Known) -> Admitted:
    """Return what may be run of a text, or raise NotAdmitted or DuckDB's own ParserException."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise NotAdmitted("too_long", size=-(-size // 1024), most=MOST_BYTES // 1024)
    if not text.isprintable() and any(ord(sign) < 32 and sign not in "\t\n\r\f\v" for sign in text):
        raise NotAdmitted("not_checked", error="control character")
    statement = _the_one(text)
    explain, query = _explained(statement)
    names = _names(connection, query)
    _look_through(connection, query, known)
    # Blank lines and blanks stand for what was cut off before it, so that an error has the user's line and column.
    return Admitted(_blanks(text[: statement.start]) + query, names, explain)


def _the_one(text: str) -> Statement:
    found = split(text)
    if len(found) != 1:
        raise NotAdmitted("several", count=len(found)) if found else NotAdmitted("nothing")
    return found[0]


def _blanks(text: str) -> str:
    return "".join(sign if sign == "\n" else " " for sign in text)


def _explained(statement: Statement) -> tuple[str, str]:
    """Tell explain from the query it is asked of, whose place in the text stays."""
    read = [word for word in words(statement.text) if word.kind != "comment"]
    if not read or read[0].text.split()[0].lower() != "explain" or len(read) < 2:
        return "", statement.text
    if read[1].text.startswith("("):
        raise NotAdmitted("explain_options")
    analyze = read[1].text.split()[0].lower() in ("analyze", "analyse")
    start = read[2].start if analyze and len(read) > 2 else read[1].start
    query = _blanks(statement.text[:start]) + statement.text[start:]
    return ("explain analyze" if analyze else "explain"), query


def _names(connection: "duckdb.DuckDBPyConnection", query: str) -> tuple[str, ...]:
    """Return the parameters of a query that DuckDB reads as one select."""
    read = connection.extract_statements(query)
    kinds = [str(one.type).rpartition(".")[2] for one in read]
    # DuckDB 1.5 makes two statements of a pivot without values, DuckDB 2.0 one of a kind of its own.
    if kinds == ["MULTI"] or (len(read) > 1 and not any(one.query for one in read)):
        raise NotAdmitted("pivot")
    if len(read) != 1:
        raise NotAdmitted("several", count=len(read)) if read else NotAdmitted("nothing")
    if kinds != ["SELECT"]:
        raise NotAdmitted("not_read", what=kinds[0].lower().replace("_", " "))
    names = tuple(sorted(read[0].named_parameters))
    if ours := [name for name in names if name.lower().startswith("jindu_")]:
        raise NotAdmitted("reserved", names=", ".join(ours))
    return names


def _look_through(connection: "duckdb.DuckDBPyConnection", query: str, known: Known) -> None:
    asked = connection.execute("select json_serialize_sql($query)", {"query": query}).fetchall()
    try:
        tree = json.loads(asked[0][0])
    except RecursionError:
        raise NotAdmitted("too_deep") from None
    if tree.get("error") or len(tree.get("statements", ())) != 1:
        raise NotAdmitted("not_checked", error=str(tree.get("error_message", ""))[:200])
    for node in _nodes(tree["statements"][0]):
        _check(node, known)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _check(node: dict[str, Any], known: Known) -> None:
    kind = node.get("type")
    if isinstance(kind, str) and kind.endswith("_NODE") and kind not in _NODES:
        raise NotAdmitted("not_read", what=kind.split("_")[0].lower())
    if kind == "TABLE_FUNCTION":
        _check_from(node["function"], known)
    elif isinstance(name := node.get("function_name"), str) and name.lower() in known.denied:
        raise NotAdmitted("denied", name=name)
    elif kind == "BASE_TABLE":
        _check_table(node)
    elif kind == "SHOW_REF" and not node.get("query"):
        _check_show(node, known)


def _check_from(function: dict[str, Any], known: Known) -> None:
    name = function.get("function_name")
    if not isinstance(name, str) or name.lower() not in known.tables:
        raise NotAdmitted("denied", name=str(name))


def _check_table(node: dict[str, Any]) -> None:
    name, path = str(node.get("table_name", "")), [str(node.get(part, "")) for part in ("catalog_name", "schema_name")]
    low = name.lower()
    hidden = low in _HIDDEN or (low.startswith(_HIDDEN_PREFIXES) and low not in _SHOWN)
    if hidden or any(part.lower() not in _SCHEMAS for part in path):
        raise NotAdmitted("denied_table", name=".".join([part for part in path if part] + [name])[:200])


def _check_show(node: dict[str, Any], known: Known) -> None:
    # In DuckDB 2.0, `show memory_limit` shows the setting where there is no table of that name.
    name = str(node.get("table_name", ""))
    if name and not name.startswith(('"', "__")) and name.lower() not in known.relations:
        raise NotAdmitted("denied_table", name=name[:200])


def known_to(connection: "duckdb.DuckDBPyConnection") -> Known:
    """Return what the gate must know of this DuckDB and of the store that it has open."""
    from console.store.queries import named

    found: dict[str, set[str]] = {"volatile": set(), "macro": set(), "relation": set()}
    for name, kind in connection.execute(named("desk/known")).fetchall():
        found[kind].add(name.lower())
    denied = _TELLING | (found["volatile"] - _HARMLESS)
    return Known(frozenset(denied), frozenset(_TABLES | found["macro"]), frozenset(found["relation"]))
