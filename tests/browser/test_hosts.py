"""The host that readers see is the one that their browser asks, whatever an address looks like."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from pydantic import TypeAdapter, ValidationError

from glossator.content.deceptive_text import deceptive_at, is_balanced
from glossator.content.field_types import Url
from glossator.content.honest_addresses import deceit_of
from glossator.content.hosts import LONGEST_SHOWN, host_of, shown_host
from tests.browser.conftest import ARTICLE, Visit
from tests.shared_cases import cases, whole

pytestmark = [pytest.mark.browser, pytest.mark.trust]

# What addresses are made of, and what they are broken by.
SCHEMES = ["https://", "http://", "HTTPS://", "https:/", "https:", "//", "https:\\\\", "https:///"]
HOSTS = [
    *("bbc.example", "evil.example", "münchen.example", "新华网.example", "россия.рф", "αγορα.gr"),
    *("האוניברסיטה.example", "الجزيرة.example", "аррӏе.com", "раypal.example", "127.0.0.1"),
    *("2130706433", "0x7f.1", "[::1]", "xn--80ak6aa92e.com", "ｂｂｃ.example", "bbc。example"),
    *("%65vil.example", "сосо.ru", "b\u200dbc.example", "straße.example", "ﬁle.example", "ß.de"),
]
SIGNS = [
    *("@", ":", "/", "\\", "?", "#", "%2F", "%40", "%00", "\t", "\n", " ", "\u200b", "\xad", "."),
    *("\u202e", "\u2066", "\u3000", "\uff0f", "\uff20", "\u2215", "\u2044", "\u3002", "\ufe0f"),
    *(":443", ":80", "user", "user:pass@", "a", "b", "1", "-", "é", "e\u0301", "\u0338", "💩"),
    *("İ", "ς", "ﬀ", "½", "①", "Ω", "K", "\u0130", "\u17b5", "\ud800", "ـ", "ー", "・", "l·l"),
]


def addresses(count: int) -> Iterator[str]:
    rng = random.Random(16)
    for _ in range(count):
        parts = [rng.choice(SCHEMES[:2] if rng.random() < 0.7 else SCHEMES)]
        kinds = (HOSTS if rng.random() < 0.5 else SIGNS for _ in range(rng.randint(1, 4)))
        parts += map(rng.choice, kinds)
        yield whole("".join(parts))


def is_taken(url: str) -> bool:
    try:
        TypeAdapter(Url).validate_python(url)
    except ValidationError:
        return False
    return True


def in_ascii(host: str) -> str:
    plain = unicodedata.normalize("NFC", host)
    labels = plain.split(".")
    return ".".join(
        one if one.isascii() else "xn--" + one.encode("punycode").decode() for one in labels
    )


def test_the_host_that_is_shown_is_the_one_that_is_asked(
    visit: Visit, *, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    urls = list(addresses(60_000 if is_long else 1_500))
    urls += [case["url"] for case in cases("hosts") if "\ud800" not in case["url"]]
    visit.go(ARTICLE)
    found = visit.page.evaluate(
        """async (urls) => {
          const { deceitOf } = await import("../../assets/glossator/contribute/hosts.js");
          const asked = (url) => { try { return new URL(url).hostname; } catch { return null; } };
          return urls.map((url) => [asked(url), deceitOf(url)]);
        }""",
        urls,
    )
    wrong, taken = [], 0
    for url, (asked, deceit) in zip(urls, found, strict=True):
        if bool(deceit) != bool(deceit_of(url)):
            wrong.append((url, "the form", deceit, "the check", deceit_of(url)))
        # What no browser takes for an address leads nowhere.
        if asked is None or not is_taken(url):
            continue
        taken += 1
        shown = shown_host(host_of(url))
        real = asked.rstrip(".").removeprefix("www.")
        if len(shown) < LONGEST_SHOWN and in_ascii(shown) != real:
            wrong.append((url, "shown", shown, "asked", asked))
    assert wrong == []
    assert taken > len(urls) / 50
    tried("addresses of hostile pieces: the host shown is the one a browser asks", len(urls))


def test_each_letter_of_a_host_is_judged_alike_by_the_form_and_the_check(
    visit: Visit, *, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    letters = [
        chr(code)
        for code in range(0x80, 0x30000 if is_long else 0x600)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
    ]
    urls = [f"https://a.{one}{one}.example/" for one in letters]
    urls += [f"https://example.org/{one}" for one in letters]
    visit.go(ARTICLE)
    found = visit.page.evaluate(
        """async (urls) => {
          const { deceitOf } = await import("../../assets/glossator/contribute/hosts.js");
          return urls.map((url) => Boolean(deceitOf(url)));
        }""",
        urls,
    )
    unlike = [url for url, told in zip(urls, found, strict=True) if told != bool(deceit_of(url))]
    assert unlike == []
    tried("letters in hosts and paths, by the form and by the check", len(urls))


def test_texts_are_judged_alike_by_the_form_and_the_check(
    visit: Visit, *, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    signs = [
        *("a", "1", " ", "\n", "א", "م", "\u1100", "\u115f", "\u1160", "\u3164", "\U0001f3f4"),
        *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x2070))),
        *("\U000e0067", "\U000e007f", "\u061c", "\ufff9", "\u2028", "\x85", "\U0001d173"),
    ]
    rng = random.Random(17)
    count = 40_000 if is_long else 1_000
    texts = ["".join(rng.choices(signs, k=rng.randint(1, 7))) for _ in range(count)]
    visit.go(ARTICLE)
    found = visit.page.evaluate(
        """async (texts) => {
          const { deceptiveIn, isBalanced } =
            await import("../../assets/glossator/contribute/deceptive.js");
          return texts.map((one) =>
            [Boolean(deceptiveIn(one)), Boolean(deceptiveIn(one, true)), isBalanced(one)]);
        }""",
        texts,
    )
    ours = [
        [
            deceptive_at(one) is not None,
            deceptive_at(one, is_part=True) is not None,
            is_balanced(one),
        ]
        for one in texts
    ]
    unlike = [row for row in zip(texts, found, ours, strict=True) if row[1] != row[2]]
    assert unlike == []
    tried("texts of signs that turn or hide, by the form and by the check", count)
