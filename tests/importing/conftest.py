"""A site for articles to come to, and a web of the tests' own for pages to come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.host import write_site
from tests.web_server import Web, serving


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web
