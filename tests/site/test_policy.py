"""What a policy names, and where it stands."""

from __future__ import annotations

import pytest

from glossator.site.policy import (
    Inline,
    add_content_policy,
    bare_policy,
    inline_of,
    page_policy,
    source_of,
)

META = '<meta http-equiv="Content-Security-Policy"'


def test_a_hash_is_that_of_the_standard() -> None:
    # The example of the W3C recommendation on content policies.
    assert source_of("alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_scripts_and_styles_within_a_page_are_found_in_any_writing() -> None:
    found = inline_of(
        "<STYLE media=print>a</STYLE><script>b</SCRIPT><script src=c.js></script>"
        """<script type="application/json">{"x": "<p style='no'>"}</script>"""
        """<p title="style='no'" STYLE = "d&quot;">style="no"<b title='>' style='e'></b>"""
    )
    assert found == Inline(
        frozenset((source_of("b"),)),
        frozenset((source_of("a"),)),
        frozenset((source_of('d"'), source_of("e"))),
    )


def test_nothing_is_allowed_that_is_not_named() -> None:
    for policy in (page_policy(), bare_policy()):
        assert policy.startswith("default-src 'none'")
        # These are no part of `default-src`.
        assert "base-uri 'none'; form-action 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "*" not in policy


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!doctype html><html><head><meta charset=utf-8>", "<title>a</title></head>"),
        ("<!DOCTYPE html>\n<HTML>\n<HEAD>\n  <META charset='utf-8'>", "<base href=b></HEAD>"),
        ("<html><head lang=en>", "<script>a</script><meta charset=utf-8></head>"),
        ("<!doctype html>", "<title>a</title><p>b"),
        ("", "<header><p>a</p></header>"),
    ],
)
def test_the_policy_stands_before_all_that_it_governs(before: str, after: str) -> None:
    page = add_content_policy(before + after, Inline())
    start, _, rest = page.partition(META)
    assert start.strip() == before.strip()
    assert rest.endswith(after)
