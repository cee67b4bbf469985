"""Tables as CSV (RFC 4180), and what their columns mean (Frictionless Data)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossator.exporting.cells import may_run, safe_cell
from glossator.exporting.data_package import data_package
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.plain import utf8
from glossator.exporting.records import records_of, topic_record
from glossator.exporting.rows import Row, rows_of_article, rows_of_topics
from glossator.exporting.sections import joined, parted
from glossator.exporting.tables import ANNOTATIONS, ARTICLES, OF_ARTICLES, OF_TOPICS, TOPICS, Table
from glossator.site.site import Site

# Between the members of a list: ids have no blanks, names may.
_BETWEEN = {ARTICLES.name: " ", ANNOTATIONS.name: " ", TOPICS.name: "; "}


class CsvTables(Format):
    """A file for each table, and `data/datapackage.json`, which describes them."""

    name = "csv"

    def fragment(self, site: Site, slug: str) -> bytes:
        """The article's rows of each table."""
        rows = rows_of_article(*records_of(site, slug))
        return joined(_written(table, rows[table.name]) for table in OF_ARTICLES)

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """All tables."""
        for number, table in enumerate(OF_ARTICLES):
            yield Output(path_of(table), _pieces(table, fragments, number))
        topics = rows_of_topics(topic_record(site, one) for one in site.corpus.topics.values())
        for table in OF_TOPICS:
            yield Output(path_of(table), (_head(table), _written(table, topics[table.name])))
        yield Output("data/datapackage.json", (data_package(site),))


def path_of(table: Table) -> str:
    """Where a table stands, below the site's root."""
    return f"data/{table.name}.csv"


def _pieces(table: Table, fragments: Fragments, number: int) -> Iterator[bytes]:
    yield _head(table)
    for _, fragment in fragments():
        yield parted(fragment)[number]


def _head(table: Table) -> bytes:
    return _lines([[name] for name in table.names])


def _written(table: Table, rows: Sequence[Row]) -> bytes:
    """Rows of a table, each on a line, as RFC 4180 writes them."""
    between = _BETWEEN.get(table.name, "")
    columns = [_texts(column, between) for column in zip(*rows, strict=True)]
    written = _lines(columns)
    if may_run(written, len(rows)):
        return _lines([list(map(safe_cell, column)) for column in columns])
    return written


def _texts(column: Row, between: str) -> list[str]:
    """The cells of a column as texts; `between` stands between members of lists."""
    return [
        value if type(value) is str else "" if value is None else _shown(value, between)
        for value in column
    ]


def _shown(value: object, between: str) -> str:
    return between.join(value) if isinstance(value, list) else str(value)


def _lines(columns: Iterable[Sequence[str]]) -> bytes:
    # By columns, since in most no cell needs quotes: one look at all of them tells.
    rows = zip(*map(_quoted, columns), strict=True)
    lines = list(map(",".join, rows))
    return utf8("\r\n".join([*lines, ""]))


def _quoted(column: Sequence[str]) -> Iterable[str]:
    """The cells, in quotes where one has a sign that would end it."""
    # Of a column of long texts the first has one.
    if column and (_needs_quotes(column[0]) or _needs_quotes("".join(column))):
        return map(_quoted_cell, column)
    return column


def _quoted_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _needs_quotes(cell) else cell


def _needs_quotes(text: str) -> bool:
    return "," in text or '"' in text or "\n" in text or "\r" in text
