"""Texts and addresses that look otherwise than they are, and honest ones that look alike."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from glossator.content.deceptive_text import (
    balanced,
    deceptive_at,
    is_balanced,
    without_deceptive,
)
from glossator.content.field_types import Url
from glossator.content.honest_addresses import deceit_of, is_plainly_honest
from glossator.content.hosts import (
    LONGEST_SHOWN,
    host_of,
    letters_of_host,
    look_of_host,
    shown_host,
)
from glossator.content.publisher_names import publisher_key, publisher_looks
from tests.shared_cases import cases

SIGNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f"
TURNING = st.text(st.sampled_from([*SIGNS, "a", "1", " ", "\u05d0", "\n", "\u115f", "\u1100"]))


@pytest.mark.parametrize("case", cases("hosts"), ids=lambda case: case["name"])
def test_an_address_is_refused_where_it_deceives_and_nowhere_else(case: dict[str, Any]) -> None:
    url = case["url"]
    try:
        TypeAdapter(Url).validate_python(url)
        is_taken = True
    except ValidationError:
        is_taken = False
    assert is_taken == case["isHonest"], deceit_of(url)
    assert bool(deceit_of(url)) != case["isHonest"]
    if case["isHonest"]:
        assert shown_host(host_of(url)) == case["shown"]


@pytest.mark.parametrize("case", cases("deceptive"), ids=lambda case: case["name"])
def test_a_text_is_refused_where_it_deceives_and_nowhere_else(case: dict[str, Any]) -> None:
    text = case["text"]
    assert (deceptive_at(text) is None) == case["isHonest"]
    assert (without_deceptive(text) == text) == case["isHonest"]


def test_a_host_that_is_refused_is_taken_as_it_is_written_in_ascii() -> None:
    for case in cases("hosts"):
        _, _, advice = deceit_of(case["url"]).partition("write it as `")
        if advice:
            url = f"https://{advice.partition('`')[0]}/"
            assert not deceit_of(url), case
            assert shown_host(host_of(url)).isascii(), "readers see it as it is"


@given(st.text())
def test_what_is_plainly_honest_is_honest(text: str) -> None:
    for url in (f"https://{text}.example.org/", f"https://example.org/{text}", text):
        if is_plainly_honest(url):
            assert not deceit_of(url)
            assert host_of(url).isascii()
            assert "@" not in url[: url.index(host_of(url)) + len(host_of(url))]


PIECES = ["https:", "//", "/", "[", "]", ":", "::1", "%", "a.example", "\uff0f", "\u2100", "@", "?"]


@given(st.lists(st.sampled_from(PIECES) | st.characters()).map("".join))
def test_what_does_not_deceive_can_be_taken_apart(url: str) -> None:
    """What reads addresses in data and exports stops at those that cannot."""
    if not deceit_of(url):
        urljoin("https://example.org/", url)


@given(st.text())
def test_any_host_can_be_looked_at(text: str) -> None:
    deceit_of(f"https://{text}/")
    assert len(shown_host(text)) <= LONGEST_SHOWN
    look_of_host(text)


@given(TURNING)
def test_what_is_balanced_turns_nothing_behind_it(text: str) -> None:
    whole = balanced(text)
    assert is_balanced(whole)
    assert balanced(whole) == whole
    depth = 0
    for sign in whole:
        depth += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
        assert depth >= 0
    assert depth == 0


@given(TURNING)
def test_what_is_taken_out_leaves_nothing_to_take_out(text: str) -> None:
    plain = without_deceptive(text)
    assert deceptive_at(plain) is None
    assert without_deceptive(plain) == plain
    assert [c for c in plain if c not in SIGNS + "\u115f"] == [
        c for c in text if c not in SIGNS + "\u115f"
    ]


def test_hosts_that_look_alike_have_one_look() -> None:
    for one, other in (
        ("xn--80ak6aa92e.com", "аррӏе.com"),
        ("www.example.org", "EXAMPLE.org."),
        ("examp1e.org", "example.org"),
        ("rnodern.example", "modern.example"),
        ("xn--exmple-4nf.org", "ex\u0430mple.org"),
        ("москва.example", "mockba.example"),
        *(("xn--80ak6aa92e.com", "apple.com"), ("clrive.example", "drive.example")),
        *(("bḅc.example", "bbc.example"), ("ĸing.example", "king.example")),
    ):
        assert look_of_host(one) == look_of_host(other)
    for one, other in (("zeit.example", "welt.example"), ("münchen.de", "munchen.de")):
        assert look_of_host(one) != look_of_host(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'Exemple", "L’Exemple"),
        ("Lʼexemple", "l‘EXEMPLE."),
        ("Al-Mithal", "Al‑Mithal"),
        ("Example–Post", "Example−Post"),
        ("«Пример»", "“Пример”"),
        ("ידיעות ת״א", 'ידיעות ת"א'),
        ("المثـال", "المثال"),
        ("Müller Post", "Mu\u0308ller\xa0Post"),
        ("Ex\u00adample", "Ｅｘａｍｐｌｅ"),
    ],
)
def test_spellings_of_one_publisher_count_as_one(one: str, other: str) -> None:
    assert publisher_key(one) == publisher_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("The Tirnes", "The Times"), ("همشهري", "همشهری"), ("Exаmple", "Example")),
        *(("VVelt", "Welt"), ("LeMonde", "Le Monde"), ("A.P.", "AP"), ("The P0st", "The Post")),
        *(("El País", "El Pais"), ("الأهرام", "الاهرام"), ("ロイター", "口イター")),
    ],
)
def test_publishers_that_look_alike_are_known_and_count_as_two(one: str, other: str) -> None:
    assert publisher_key(one) != publisher_key(other)
    assert set(publisher_looks(one)) & set(publisher_looks(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Al Mithal", "Al-Mithal"), ("Zeit", "Welt"), ("Le Monde", "El Mundo")]
)
def test_other_publishers_are_others(one: str, other: str) -> None:
    assert publisher_key(one) != publisher_key(other)
    assert not set(publisher_looks(one)) & set(publisher_looks(other))


def test_one_host_in_two_forms_is_one() -> None:
    for host in ("xn--mnchen-3ya.example", "WWW.M\u00dcNCHEN.example", "mu\u0308nchen.example."):
        assert letters_of_host(host) == "münchen.example"
