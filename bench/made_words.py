"""Words and sentences of a made-up corpus; no place, office or event of these exists."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2025, 1, 6)

TOPICS = {
    "exampleton-harbour": "Exampleton Harbour",
    "samplewick-ring-line": "Samplewick Ring Line",
    "testbourne-tidal-scheme": "Testbourne tidal scheme",
    "mockshire-grain-levy": "Mockshire grain levy",
    "specimen-archive-act": "Specimen Archive Act",
}
GRAMMAR: dict[str, tuple[str, ...]] = {
    "body": (
        "the harbour board", "the town council", "the audit chamber", "the ferry operator",
        "the grain exchange", "the water office", "the regional assembly", "the transport panel",
        "the national archive", "the labour inspectorate", "the tidal authority",
        "the housing committee", "the R&D office", "the planning tribunal", "the fisheries desk",
    ),
    "role": (
        "the harbour master", "a spokeswoman for {body}", "the deputy treasurer",
        "the chief engineer", "two members of {body}", "an official who read the draft",
        "the chair of {body}", "a senior clerk at {body}", "the union's secretary",
    ),
    "topic": (*TOPICS.values(), "Exampleton", "Samplewick", "Testbourne", "Mockshire"),
    "thing": (
        "the second pier", "the signal boxes", "the winter timetable", "the flood barrier",
        "the reserve fund", "the new turbine hall", "the storage contract", "the reading rooms",
        "the tariff on barley", "the northern depot", "the bridge repairs", "the fare reform",
        "the cable to the islands", "the cold stores", "the pension scheme", "the crane lease",
    ),
    "adjective": (
        "costly", "overdue", "modest", "popular", "unusual", "long-planned", "quiet", "cautious",
        "record", "provisional", "disputed", "lasting", "seasonal", "unexpected", "narrow",
    ),
    "noun": (
        "agreement", "shortfall", "increase", "delay", "survey", "inquiry", "surplus", "ballot",
        "contract", "estimate", "review", "compromise", "vacancy", "subsidy", "closure",
    ),
    "past": (
        "approved", "postponed", "defended", "criticised", "published", "revised", "withdrew",
        "announced", "rejected", "welcomed", "examined", "renewed", "suspended", "funded",
    ),
    "said": ("said", "wrote", "told reporters", "noted", "argued", "conceded", "recalled"),
    "figure": (
        "{small} percent", "€{large} million", "{large},{hundreds} tonnes", "{large} jobs",
        "{small}.{digit} percent", "{large},{hundreds} passengers", "{small} of {large} members",
    ),
    "when": (
        "on Monday", "on Thursday", "late in the week", "in the spring", "last autumn",
        "in {year}", "since {year}", "before the recess", "within {small} months",
        "after a vote that took {small} hours", "at the end of the quarter",
    ),
    "cause": (
        "because steel had become dearer", "after the river froze twice in one winter",
        "although the forecast had been lower", "as fewer ships called at the port",
        "while the courts considered an appeal", "since no bidder met the terms",
        "despite objections from {body}", "once {body} had seen the accounts",
        "so that work could begin before the storms",
    ),
    "sentence": (
        "{Body} {past} {thing} {when}, {cause}.",
        "{Role} {said} that {thing} would cost {figure}, up from {figure} a year earlier.",
        "The {adjective} {noun} concerns {thing} and, indirectly, {topic}.",
        "“We saw {thing} as a {adjective} answer to a {adjective} question,” {role} {said}.",
        "In {topic}, {figure} depend on {thing}, according to {body}.",
        "{When}, {body} {past} a {adjective} {noun} worth {figure}; {role} {said} it was fair.",
        "Nobody at {body} expected the {noun} to reach {figure}, {role} {said}.",
        "Between {year} and {year} the {noun} grew by {figure}, {cause}.",
        "{Role} compared {thing} with {thing}, which {body} {past} {when}.",
        "Whether {topic} gains from the {adjective} {noun} remains open.",
        "By then {figure} had already moved to {topic}, {cause}.",
        "A {adjective} {noun} followed {when}: {body} {past} {thing}.",
        "{Body} puts the {noun} at {figure}; {body} puts it at {figure}.",
        "Critics of {thing} point to {topic}, where a {adjective} {noun} failed {when}.",
    ),
    "heading": (
        "A {adjective} {noun}", "What {body} {past}", "{Figure}, and what is behind it",
        "Why {topic} waits", "The {noun} in numbers", "Who pays for {thing}", "After the {noun}",
    ),
    "title": (
        "{Body} {past} {thing}", "{Topic} faces a {adjective} {noun}",
        "{Noun} over {thing} reaches {figure}", "{Role} defends {adjective} {noun}",
    ),
    "item": (
        "{thing}, with {figure};", "a {adjective} {noun} for {topic};",
        "{figure} that {body} {past} {when};",
    ),
    "headline": (
        "Not {figure}", "Where {thing} stands", "The {noun} behind it", "{Topic} in brief",
        "What {body} counted", "A {noun}, not a {noun}",
    ),
    "note": (
        "The report of {body} gives {figure} for the same {noun}.",
        "{Body} {past} {thing} {when}, which the article leaves out.",
        "The figure is *not* comparable: it counts {thing} as well.",
        "See [the minutes](https://example.org/minutes/{large}) of {body}.",
        "For readers new to {topic}: {body} {past} it {when}.",
    ),
}  # fmt: skip

_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa])(?= [aeiou])")


def fill(rng: Random, template: str) -> str:
    """The template with each slot filled; a slot in capitals begins a sentence."""

    def choose(found: re.Match[str]) -> str:
        name = found[1]
        if name == "small":
            return str(rng.randint(2, 98))
        if name == "large":
            return str(rng.randint(100, 999))
        if name == "hundreds":
            return f"{rng.randrange(1000):03}"
        if name == "digit":
            return str(rng.randint(1, 9))
        if name == "year":
            return str(rng.randint(1990, 2025))
        words = fill(rng, rng.choice(GRAMMAR[name.lower()]))
        return upper(words) if name[0].isupper() else words

    return _ARTICLE.sub(r"\1n", _SLOT.sub(choose, template))


def upper(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def some_day(rng: Random) -> str:
    """A day on which something made up happened."""
    return (FIRST_DAY + timedelta(days=rng.randrange(480))).isoformat()
