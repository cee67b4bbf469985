"""What is said of a build that fails while a site is served."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from mkdocs.exceptions import ConfigurationError

from glossator_mkdocs.preview import Preview


def _said_when(error: Exception, capfd: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What the terminal and a page are told of a build that ends in `error`."""

    def build() -> None:
        raise error

    def page(_: dict[str, object], answer: Callable[..., object]) -> list[bytes]:
        answer("200 OK", [("Content-Type", "text/html")])
        return [b"<body>"]

    preview = Preview()
    preview.guard(build)()
    shown = b"".join(preview.wrap(page)({}, lambda *_: lambda _: None)).decode()
    return capfd.readouterr().err, shown


def test_a_setting_that_cannot_be_read_is_told_with_its_line_and_nothing_of_programs(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = f'an error:\n {"long " * 40}\n  in "mkdocs.yml", line 7, column 2'
    terminal, page = _said_when(ConfigurationError(said), capfd)
    assert "Traceback" not in terminal
    assert "line 7, column 2" in page


def test_what_nobody_foresaw_is_told_in_full_and_moves_no_cursor(
    capfd: pytest.CaptureFixture[str],
) -> None:
    terminal, page = _said_when(ValueError("odd \x1b[2J words"), capfd)
    assert "Traceback" in terminal
    assert r"odd \x1b[2J words" in terminal
    assert "\x1b[2J" not in terminal + page
