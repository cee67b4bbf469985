"""What Windows-1252 left in a page is read as browsers read its references, and told."""

from __future__ import annotations

import pytest

from glossator.importing.article_copy import Copy, Given, copy_page

P = (
    "<p>The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, "
    "after engineers found that two of its piers had sunk by nine centimetres.</p>"
)


def copied(words: str) -> Copy:
    page = f"<html><body><article><h1>T</h1>{P}<p>{words}</p>{P}</article></body></html>"
    return copy_page(page.encode(), is_html=True, given=Given())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It&#146;s closed", "It’s closed"),
        ("It&#x92;s closed", "It’s closed"),
        ("It&#0146;s closed", "It’s closed"),
        ("&#147;Yes&#148;", "“Yes”"),
        ("a &#150; b &#151; c&#133;", "a – b — c…"),
        ("5 &#128;", "5 €"),
        ("a&#129;b", "ab"),
        ("&#1460; and &#8217;", "ִ and ’"),
        ("&amp;#146;", "&amp;#146;"),
    ],
)
def test_a_reference_means_what_browsers_show(written: str, read: str) -> None:
    copy = copied(f"Words: {written}")
    assert f"Words: {read}" in copy.body
    assert not any("control characters" in remark for remark in copy.remarks)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It\x92s closed", "It’s closed"),
        ("\x93Yes\x94 \x96 no\x85", "“Yes” – no…"),
        ("5 \x80", "5 €"),
        ("Sk\x9aoda", "Skšoda"),
    ],
)
def test_a_control_character_is_read_as_windows_means_it_and_told(written: str, read: str) -> None:
    page = copied(f"Words: {written}")
    text = copy_page(f"T\n\nWords: {written}\n".encode(), is_html=False, given=Given())
    for copy in (page, text):
        assert f"Words: {read}" in copy.body
        assert any("Windows-1252" in remark and "U+00" in remark for remark in copy.remarks)


@pytest.mark.parametrize("letter", "\x81\x8d\x8f\x90\x9d")
def test_what_means_nothing_is_left_out_and_told(letter: str) -> None:
    copy = copied(f"Words: a{letter}b")
    assert "Words: ab" in copy.body
    assert any("nobody sees" in remark for remark in copy.remarks)


def test_a_title_is_mended_too() -> None:
    page = f"<html><head><title>The mayor&#146;s bridge</title></head><body>{P}{P}</body></html>"
    copy = copy_page(page.encode(), is_html=True, given=Given())
    assert copy.metadata.titles == ["The mayor’s bridge"]
