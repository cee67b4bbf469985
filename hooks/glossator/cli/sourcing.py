"""The sources of a new note, from options and answers."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.cli.asking import Asker, Check, field_check
from glossator.cli.options import option_for
from glossator.cli.prompts import ask

_QUESTIONS = {
    "url": "Its address",
    "publisher": "Who published it",
    "title": "The page's title (Enter to skip)",
    "via": "Where it was read, if in a reprint (Enter to skip)",
    "published": "When, as in 2025-09-24, 2025-09 or 2025 (Enter to skip)",
    "supports": "In your own words, what it shows (Enter to skip)",
}
_ASKED = ("publisher", "title", "published", "supports")
_NEEDED = frozenset({"url", "publisher"})


def settle_sources(
    asker: Asker, given: Sequence[dict[str, str]], *, is_needed: bool
) -> list[dict[str, str]]:
    """The sources as given, put right where need be, or as asked for."""
    if given:
        return [_settle(asker, index, source) for index, source in enumerate(given)]
    if asker.is_asking:
        return _asked(is_needed=is_needed)
    if is_needed:
        asker.faults.append("--source-url is missing: the address of a page that shows it")
        asker.faults.append("--source-publisher is missing: who published that page")
    return []


def _settle(asker: Asker, index: int, source: dict[str, str]) -> dict[str, str]:
    settled = {}
    for name in [*source, *(_NEEDED - source.keys())]:
        settled[name] = asker.settle(
            option_for(("sources", index, name)),
            source.get(name),
            lambda name=name: _ask(name, f"{_QUESTIONS[name]} ({source['url']})"),  # type: ignore[misc]
            check=_check(name),
            missing=f"who published {source['url']}" if name == "publisher" else "",
        )
    return settled


def _asked(*, is_needed: bool) -> list[dict[str, str]]:
    sources: list[dict[str, str]] = []
    while True:
        is_first = not sources
        question = "\nAddress of a source" if is_first else "\nAddress of another source"
        hint = "" if is_needed and is_first else " (Enter to go on)"
        url = ask(question + hint, check=_check("url"), is_needed=is_needed and is_first)
        if not url:
            return sources
        answers = {name: _ask(name, _QUESTIONS[name]) for name in _ASKED}
        sources.append({"url": url} | {name: said for name, said in answers.items() if said})


def _ask(name: str, question: str) -> str:
    return ask(question, check=_check(name), is_needed=name in _NEEDED)


def _check(name: str) -> Check:
    return field_check(("sources", 0, name), lambda value: {"sources": [{name: value}]})
