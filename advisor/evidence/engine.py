"""The engine that does the work: DuckDB inside this process, or whichever one Ibis can reach."""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from advisor.errors import AdvisorError, MissingExtra, UnusableInput
from advisor.evidence.failures import problem_of

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

PURPOSE = "Reading a bill"
EXTRA = "evidence"
MEMORY = "1100MB"
"""What DuckDB may hold; beyond it, it writes to a temporary folder."""
EMBEDDED = "duckdb"
_SPARK = "pyspark"


class EngineFailed(AdvisorError):
    """Another engine could not be reached or refused; the text is what it said, in short."""


_MADE_UP = re.compile(r"\bibis_[a-z0-9_]+")
"""Names that Ibis gives to what it keeps; they differ from run to run."""


@dataclass(slots=True)
class Engine:
    """A connection to an engine."""

    connection: BaseBackend
    name: str
    kept: list[Table] = field(default_factory=list)

    @property
    def embedded(self) -> bool:
        """Whether it is the DuckDB inside this process."""
        return self.name == EMBEDDED

    def sql(self, expression: ibis.Expr) -> str:
        """The expression in the engine's dialect, for people to read."""
        if self.embedded:
            return str(self.connection.compile(expression, pretty=True)).strip()
        import ibis

        return _MADE_UP.sub("kept", str(ibis.to_sql(expression, dialect=self.name)).strip())

    def rows(self, expression: ibis.Expr) -> tuple[list[dict[str, Any]], str]:
        """The rows of a query, and its text.

        Putting an expression into words takes Ibis longer than DuckDB takes to answer, so that is done once.
        """
        text = self.sql(expression)
        if self.embedded:
            found = self.connection.con.sql(text)
            names = found.columns
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()], text
        return self.connection.to_pyarrow(expression).to_pylist(), text

    def keep(self, name: str, what: Table) -> tuple[Table, str]:
        """Compute an expression once, to be asked many times; with its text."""
        text = self.sql(what)
        if self.embedded:
            self.connection.raw_sql(f'CREATE TEMP TABLE "{name}" AS {text}')
            return self.connection.table(name), text
        found = what.cache()
        self.kept.append(found)
        return found, text

    def take(self, name: str, table: pa.Table) -> Table:
        """Take a table of this process in."""
        if self.embedded:
            self.connection.con.register(f"{name}_given", table)
            self.connection.raw_sql(f'CREATE TEMP TABLE "{name}" AS FROM "{name}_given"')
            self.connection.con.unregister(f"{name}_given")
            return self.connection.table(name)
        import ibis

        given = ibis.memtable(table)
        # Ibis 12 trips over its own clean-up when it is given the bare table.
        expression = given.select(*given.columns)
        # It hands it over with the first query, but not when a result is kept; so ask at once.
        self.connection.to_pyarrow(expression.count())
        return expression

    def view(self, name: str, expression: Table) -> tuple[Table, str]:
        """An expression under a name, so that what is asked of it reads well; with its text."""
        text = self.sql(expression)
        if not self.embedded:
            return expression, text
        self.connection.raw_sql(f'CREATE TEMP VIEW "{name}" AS {text}')
        return self.connection.table(name), text

    def close(self) -> None:
        """Let go of what is kept; the connection of somebody else stays open."""
        for each in reversed(self.kept):
            each.release()
        self.kept.clear()


def ibis_or_say() -> ModuleType:
    """Ibis.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return importlib.import_module("ibis")
    except ImportError:
        raise MissingExtra(PURPOSE, EXTRA) from None


@contextlib.contextmanager
def opened(backend: str | BaseBackend | None = None, *, memory: str = MEMORY) -> Iterator[Engine]:
    """An engine: the embedded one, or that of an Ibis address such as ``pyspark://`` or ``trino://…``.

    Raises:
        MissingExtra: Ibis, or its part for this engine, is not installed.
        EngineFailed: the engine cannot be reached.
    """
    ibis = ibis_or_say()
    if backend is None:
        with tempfile.TemporaryDirectory(prefix="advisor-evidence-", ignore_cleanup_errors=True) as folder:
            connection = ibis.duckdb.connect(
                memory_limit=memory,
                temp_directory=folder,
                preserve_insertion_order=False,
                autoinstall_known_extensions=False,
                autoload_known_extensions=False,
            )
            connection.raw_sql("SET TimeZone = 'UTC'")
            connection.raw_sql("SET enable_progress_bar = false")
            try:
                yield Engine(connection, EMBEDDED)
            finally:
                connection.disconnect()
        return
    if not isinstance(backend, str):
        with _closing(Engine(backend, str(backend.name))) as engine:
            yield engine
        return
    address = backend if "://" in backend else f"{backend}://"
    try:
        connection = ibis.connect(address)
    except ImportError as error:
        raise EngineFailed(
            f"{backend}: the part of Ibis for this engine is not installed: {error}"
        ) from error
    except _foreign() as error:
        raise EngineFailed(f"{backend}: {first_line(error)}") from error
    if connection.name == _SPARK:
        # It writes times as text in its own zone, and bills count in UTC.
        connection.raw_sql("SET TIME ZONE 'UTC'")
    with _closing(Engine(connection, str(connection.name))) as engine:
        yield engine


@contextlib.contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.close()


def first_line(error: BaseException) -> str:
    """What an engine says, without its traces."""
    text = str(error).strip()
    return text.splitlines()[0][:300] if text else type(error).__name__


_ERRORS = (
    ("ibis.common.exceptions", "IbisError"),
    ("pyspark.errors", "PySparkException"),
    ("py4j.protocol", "Py4JError"),
    ("google.api_core.exceptions", "GoogleAPIError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("snowflake.connector.errors", "Error"),
    ("trino.exceptions", "Error"),
    ("databricks.sql.exc", "Error"),
    ("sqlite3", "Error"),
)
"""Where drivers of engines keep the base of their errors."""


def _foreign() -> tuple[type[Exception], ...]:
    """What engines raise, of those whose drivers are loaded."""
    found: list[type[Exception]] = [ValueError, TypeError, AttributeError, RuntimeError, OSError]
    for module, name in _ERRORS:
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            found.append(kind)
    return tuple(found)


@contextlib.contextmanager
def failures_told(engine: Engine, names: str) -> Iterator[None]:
    """What the engine cannot read, as a problem of the files.

    Raises:
        UnusableInput: the engine gave up on the data.
        EngineFailed: an engine other than the embedded one gave up.
    """
    if not engine.embedded:
        try:
            yield
        except _foreign() as error:
            raise EngineFailed(f"{engine.name}: {first_line(error)}") from error
        return
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise EngineFailed(f"not enough memory or temporary disk space: {first_line(error)}") from error
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise UnusableInput([problem_of(str(error), names)]) from error
