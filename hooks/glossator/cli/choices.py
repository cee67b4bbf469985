"""What the words mean that a note's fields can hold, in a few words each."""

from __future__ import annotations

KINDS = {
    "correction": "says what is wrong, and what is right",
    "source": "shows where a claim comes from",
    "context": "adds what a reader should know",
}
NEEDS = {
    "correction": "--quote, --replacement, --body, --source-url and --source-publisher",
    "source": "--source-url and --source-publisher",
    "context": "--body",
}
REASONS = {
    "figure": "a number is wrong",
    "name": "a person, a company or a thing is misnamed",
    "date": "a day, a month or a year is wrong",
    "attribution": "somebody else said or did it",
    "translation": "the original says something else",
    "wording": "the words are misleading",
    "omission": "something that matters is left out",
    "outdated": "it was right once",
}
CONFIDENCES = {
    "high": "the sources say so plainly",
    "medium": "the sources point that way",
    "low": "there are doubts; the note says which",
}
