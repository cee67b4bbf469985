"""What the tables are, for programs that read them: a Tabular Data Package (Frictionless Data)."""

from __future__ import annotations

import json
import re
from typing import Any

from glossator.exporting.tables import TABLES, Column, Table
from glossator.site.site import Site

# The terms that programs know by a name.
_LICENSE = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<code>by(?:-nc)?(?:-sa|-nd)?)/(?P<version>[34]\.0)"
    r"|publicdomain/zero/(?P<zero>1\.0))(?:/.*)?"
)


def data_package(site: Site) -> bytes:
    """The descriptor of all tables, as JSON."""
    about = site.about
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "annotations",
        "title": about.name or "Annotations",
        "description": about.description or "Articles with public, sourced annotations.",
    }
    if about.url:
        package["homepage"] = about.url
    if about.rights:
        package["licenses"] = [license_of(about.rights)]
    package["resources"] = list(map(_resource, TABLES))
    return json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def license_of(address: str) -> dict[str, str]:
    """The terms at an address: with their name, where it is one that programs know."""
    name = spdx_of(address)
    return {"name": name, "path": address} if name else {"path": address}


def spdx_of(address: str) -> str:
    """What SPDX calls the terms at an address; nothing where it is not one of Creative Commons."""
    found = _LICENSE.fullmatch(address)
    if not found:
        return ""
    return (
        f"CC0-{found['zero']}"
        if found["zero"]
        else f"CC-{found['code'].upper()}-{found['version']}"
    )


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.refers_to:
        schema["foreignKeys"] = [
            {"fields": list(names), "reference": {"resource": other, "fields": list(names)}}
            for other, names in table.refers_to
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.says,
    }
    constraints: dict[str, Any] = {}
    if column.name in table.key:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.form:
        constraints["pattern"] = column.form
    if constraints:
        field["constraints"] = constraints
    return field
