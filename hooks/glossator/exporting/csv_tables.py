"""Tables as CSV (RFC 4180), and what their columns mean (Frictionless Data)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    return utf8(line_of(table.names, ""))


def _written(table: Table, rows: Iterable[Row]) -> bytes:
    between = _BETWEEN.get(table.name, "")
    return utf8("".join([line_of(row, between) for row in rows]))


def line_of(row: Row, between: str) -> str:
    """A row of a table, as RFC 4180 writes it; `between` stands between members of lists.

    A hundred thousand of these are made, and the library's writer looks at each character.
    """
    cells = [
        value if type(value) is str else "" if value is None else _shown(value, between)
        for value in row
    ]
    if may_run(cells):
        cells = list(map(safe_cell, cells))
    return ",".join(map(_quoted, cells)) + "\r\n"


def _shown(value: object, between: str) -> str:
    return between.join(value) if isinstance(value, list) else str(value)


def _quoted(cell: str) -> str:
    """The cell, in quotes where it has a sign that would end it."""
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell
