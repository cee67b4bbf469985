"""However an address is written, its page has one key, and no other page has it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.web.addresses import plain_address
from glossator.web.url_forms import _key_by_steps, address_key, without_query
from tests.shared_cases import cases
from tests.web.url_noise import ADDRESSES, NOISE, PIECES, SIMPLE, in_pieces


@pytest.mark.parametrize("case", cases("addresses"), ids=lambda case: case["name"])
def test_keys_are_those_of_the_cases(case: dict[str, str]) -> None:
    assert address_key(case["url"]) == case["key"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text())
def test_the_key_of_a_key_is_that_key(url: str) -> None:
    key = address_key(url)
    assert address_key(key) == key
    assert address_key(f"https://{key}") == key or not key


@given(st.sampled_from(ADDRESSES), st.lists(st.sampled_from(sorted(NOISE)), max_size=4))
def test_noise_changes_no_key(url: str, kinds: list[str]) -> None:
    noisy = url
    for kind in kinds:
        noisy = NOISE[kind](noisy)
    assert address_key(noisy) == address_key(url)


@pytest.mark.parametrize("made_of", [SIMPLE, PIECES])
def test_a_simple_address_has_the_key_that_all_steps_make(made_of: list[str]) -> None:
    for url in (*in_pieces(5_000, made_of), *(case["url"] for case in cases("addresses"))):
        for whole in (url, f"https://{url}", f"http://www.example.org/{url}"):
            assert address_key(whole) == _key_by_steps(whole)


def test_different_pages_have_different_keys() -> None:
    assert len(set(map(address_key, ADDRESSES))) == len(ADDRESSES)


def test_the_order_of_parameters_means_nothing() -> None:
    fields = [f"{name}={number}" for number, name in enumerate("abcdef")]
    rng = random.Random(7)
    for _ in range(20):
        rng.shuffle(fields)
        key = address_key(f"https://example.org/?{'&'.join(fields)}")
        assert key == "example.org/?a=0&b=1&c=2&d=3&e=4&f=5"


@pytest.mark.parametrize(
    ("key", "less"),
    [
        ("example.org/a?ref=b", "example.org/a"),
        ("example.org/a#!/b", "example.org/a"),
        ("example.org/a", ""),
        ("example.org/?p=5", ""),
    ],
)
def test_without_its_query_an_address_is_that_of_less(key: str, less: str) -> None:
    assert without_query(key) == less


def test_imports_leave_out_the_same_parameters() -> None:
    url = "https://example.org/a?utm_source=x&id=1&fbclid=2&amp=1"
    assert plain_address(url) == "https://example.org/a?id=1&amp=1"
