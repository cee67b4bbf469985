"""Problems that people's files have: where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from glossator.showing import visible

# Enough to know it by; a message is one line.
LONGEST_SHOWN = 60
# What libraries say, which may hold all of a file.
LONGEST_SAID = 120

Severity = Literal["error", "warning"]

SITE_CODES: dict[str, str] = {
    "site-bare": "A site was built by a program that knows nothing of notes.",
    "site-changed": "A page, a note, a mark or a record of a built site has other words.",
    "site-count": "A page of a built site does not say how many notes it ought to have.",
    "site-damaged": "A file of a built site was cut off, or cannot be read.",
    "site-foreign": "Something in a built site claims to be of its corpus, which has none of it.",
    "site-missing": "A page, a note, a mark, a record or a file is missing in a built site.",
    "site-unfinished": "A build was stopped while it put the site in place.",
}
"""What only `glossator verify` says, which looks at what was built."""

LINK_CODES: dict[str, str] = {
    "link-dead": "A source's page is gone.",
    "link-moved": "A source's page is at another address now, or only the site's front page is.",
    "link-unreachable": "A source's page could not be asked for, or turns programs away.",
}
"""What only `glossator links` says, which asks the web: a check never does."""

CODES: dict[str, str] = {
    "address-lost": "A branch takes away a note or a page that was published, or renames it.",
    "anchor-missing": "A page links to a place of a page that is not there.",
    "annotation-duplicate": "Two files say the same about the same words.",
    "article-missing": "A folder of annotations has no article of its name.",
    "body-changed": "The body of a frozen copy no longer matches its `sha256`.",
    "body-replaced": "The body of a frozen copy differs from the one that the branch began with.",
    "config-invalid": "`mkdocs.yml` has a setting that MkDocs does not know or cannot use.",
    "correction-overlap": "Two corrections replace the same words.",
    "date-invalid": "A date is not written as year-month-day, or is not in the calendar.",
    "date-order": "The changes of a note are out of order, or later than its `modified`.",
    "extension-failed": "An extension of Markdown cannot be used, so that links go unchecked.",
    "field-empty": "A field that needs text has none.",
    "field-missing": "A required field is absent.",
    "field-too-long": "A text is longer than its field allows.",
    "field-type": "A field holds a list, a mapping or a text where another of these belongs.",
    "field-unknown": "A field has a name that nobody reads, often a misspelling.",
    "field-value": "A field holds a word that is not one of its choices.",
    "file-encoding": "A file is not UTF-8 text.",
    "file-kind": "A file below the docs is of a kind that a host or a browser may run.",
    "file-name": "A file's name or place is not one that is read, or that every system can keep.",
    "file-too-large": "A file is larger than any note, topic or page needs to be.",
    "file-unreadable": "A file cannot be opened, or is a link that leads out of the site.",
    "front-matter": "A file has no YAML front matter where it needs one, or one that never ends.",
    "link-broken": "A page links to a file, or shows a picture, that is not there.",
    **LINK_CODES,
    "link-unclear": "A page links in a way that cannot be followed: from a slash, or to no file.",
    "markdown-depth": "A text is nested deeper than Markdown can be read.",
    "markdown-failed": "A text has something that stops those who read Markdown.",
    "markdown-slow": "A text would keep Markdown busy for minutes.",
    "marks-piled": "Hundreds of marks, such as accents, stand on one letter.",
    "merge-conflict": "A merge was not finished: a file has the lines of both sides.",
    "nav-broken": "`nav` of `mkdocs.yml` names a page that is not there, or no page at all.",
    "nav-omitted": "`nav` leaves a page out where `mkdocs.yml` asks for all of them.",
    "publisher-alike": "Two names of publishers are one, or look like one.",
    "quote-ambiguous": "The quoted words stand in more than one place.",
    "quote-orphaned": "The quoted words, with their context, stand nowhere in the article.",
    "quote-resolved": "The correction's replacement now stands where its quote was.",
    "redirect-taken": "A former address is one at which something stands, or leads to two pages.",
    "replacement-missing": "A correction does not say what the words should be.",
    "replacement-same": "A replacement is the same as the words that it replaces.",
    "replacement-unexpected": "A note that is not a correction has a replacement.",
    "search-setting": "`mkdocs.yml` tells the search how to find words, which it does by itself.",
    **SITE_CODES,
    "slug-invalid": "An id has other characters than a-z, 0-9 and hyphens.",
    "sources-missing": "A correction or a source note names no source.",
    "target-duplicate": "A note quotes the same place twice.",
    "target-missing": "A correction does not say which words it corrects.",
    "text-deceptive": "A text has a character by which it looks otherwise than it reads.",
    "too-many-problems": "A file has more problems than anybody reads at once.",
    "too-much-work": "A file asks for more work than a check may take.",
    "topic-unknown": "A topic has no page in `docs/topics`.",
    "unforeseen": "A file stops this program, which is a fault of the program.",
    "url-alike": "The host of a source or of a link looks like another one that the site cites.",
    "url-deceptive": "An address hides where it leads, or looks like another one.",
    "url-invalid": "An address is not a complete http or https address.",
    "yaml-alias": "YAML anchors and aliases are not read.",
    "yaml-character": "A file has a control character that YAML does not allow.",
    "yaml-comment": "A part of a text is taken for a comment, as it begins with a blank and `#`.",
    "yaml-depth": "A file is nested deeper than any note needs.",
    "yaml-duplicate-key": "The same field stands twice in one mapping.",
    "yaml-structure": "A file is empty, or is not a mapping of fields.",
    "yaml-syntax": "A file cannot be read as YAML.",
    "yaml-tag": "YAML tags such as `!!python/name` are not read.",
}
"""Every code that a problem can carry, with what it means. Codes are stable words."""

FIXES: dict[str, str] = {
    "address-lost": (
        "Write the former name into `redirect_from` of what takes its place, or bring it back; a "
        "note that no longer stands is `status: withdrawn`."
    ),
    "anchor-missing": "Correct what stands behind `#`; the message proposes what it can.",
    "annotation-duplicate": "Delete one of the two files.",
    "article-missing": "Correct the folder's name, or add the article.",
    "body-changed": (
        "Take the change back; if the copy is to be replaced, write the checksum that the "
        "message gives."
    ),
    "body-replaced": (
        "Compare the new copy with the publisher's page, and see whether its notes still fit."
    ),
    "config-invalid": "Correct the setting; install what it names.",
    "correction-overlap": "Quote fewer words in one of them, or make one note of both.",
    "date-invalid": "Write `2026-11-23`; for the date of a source also `2026-11` or `2026`.",
    "date-order": "Put the latest change first, and write its day as `modified`.",
    "extension-failed": "Install what the message names, or take the extension out.",
    "field-empty": "Fill the field in, or delete it.",
    "field-missing": "Add the field that the message names.",
    "field-too-long": "Shorten the text.",
    "field-type": "Write the value as the message shows.",
    "field-unknown": "Correct the name; the message proposes one where it can.",
    "field-value": "Choose one of the words in the message.",
    "file-encoding": "Save the file as UTF-8.",
    "file-kind": (
        "Publish it in another form, or rename it; the site's owner can allow it in `mkdocs.yml`."
    ),
    "file-name": "Rename or move the file.",
    "file-too-large": "Shorten it, or split it in two.",
    "file-unreadable": "Put the file itself there.",
    "front-matter": "Begin the file with a line `---`, the fields, and a line `---`.",
    "link-broken": "Correct the path; it is written as seen from the page's own file.",
    "link-dead": (
        "Add the `archive` that the message offers, find the page's new address, "
        "or name another source."
    ),
    "link-moved": "Write the new address; where there is none, treat the page as gone.",
    "link-unclear": "Link to the Markdown file, as in `../topics/t-head.md`.",
    "link-unreachable": "Open the address in a browser.",
    "markdown-depth": "Take out levels of `>` or of lists.",
    "markdown-failed": "Change what stands at the place; `&lt;` stands for `<`.",
    "markdown-slow": "Close the brackets; put blank lines between headings and paragraphs.",
    "marks-piled": "Take out the marks that do not belong to the letter.",
    "merge-conflict": (
        "Keep what is right, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`."
    ),
    "nav-broken": "Correct the path, or take the entry out.",
    "nav-omitted": "Add the page to `nav`, or name it in `not_in_nav`.",
    "publisher-alike": "Write the name as it stands elsewhere; leave it where they are two.",
    "quote-ambiguous": "Add the `prefix` or `suffix` that the message offers.",
    "quote-orphaned": (
        "Copy the words from the article's page; the message shows what comes nearest."
    ),
    "quote-resolved": "Write `status: resolved`.",
    "redirect-taken": "Take the entry out of `redirect_from`.",
    "replacement-missing": "Add `replacement`.",
    "replacement-same": "Change one of the two.",
    "replacement-unexpected": "Take it out, or write `kind: correction`.",
    "search-setting": "Take the setting out; the plugin `search` itself stays.",
    "site-bare": "Build it with MkDocs and the hook, as `make site` does.",
    "site-changed": "Build the site again; nobody changes a built site by hand.",
    "site-count": "Build the site again, with nothing that takes elements out of its pages' heads.",
    "site-damaged": "Build the site again, on a disk that has room for it.",
    "site-foreign": "Delete the file, or build the site into an empty folder.",
    "site-missing": "Build the site again.",
    "site-unfinished": "Build the site again.",
    "slug-invalid": "Rename it in lower case with hyphens.",
    "sources-missing": "Add `sources` with at least one `- url:`.",
    "target-duplicate": "Delete one of the two places.",
    "target-missing": "Add `target` with `exact`, or make it a context note.",
    "text-deceptive": "Delete the character that the message names.",
    "too-many-problems": "Mend those that are told; the others are told then.",
    "too-much-work": "Shorten the file that the message names, or split it in two.",
    "topic-unknown": "Correct the name, or write the topic's page.",
    "unforeseen": "Take out what was written last, and tell those who make this program.",
    "url-alike": "See whether it is the right one; leave it where both are.",
    "url-deceptive": "Write the host as the message says, and nothing before it.",
    "url-invalid": "Copy the whole address from the browser.",
    "yaml-alias": "Write the value out; put a text that begins with `*` or `&` in quotes.",
    "yaml-character": "Delete the character.",
    "yaml-comment": "Put the whole text in quotes; a comment has a blank behind its `#`.",
    "yaml-depth": "Close a bracket, or unindent.",
    "yaml-duplicate-key": "Keep one of the two; a list holds several values.",
    "yaml-structure": "Write the note as lines `field: value`.",
    "yaml-syntax": (
        "See the message: most often a text with a colon that needs quotes, or an indentation."
    ),
    "yaml-tag": "Put a text that begins with `!` in quotes.",
}
"""What to do about each, where the message has no room to say more."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file.

    Attributes:
        path: POSIX path, relative to the site's root.
        line: Line number, counted from 1.
        column: Column in characters, counted from 1.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one place, in plain English, with the fix.

    Attributes:
        location: Where the wrong text begins.
        code: A stable word, one of `CODES`.
        message: What is wrong and how to mend it, in one line.
        severity: `error` stops a build, `warning` does not.
        related: Places in other files that have a part in it: the other one of two notes
            that say the same, or whose corrections overlap.
    """

    location: Location
    code: str
    message: str
    severity: Severity = "error"
    related: tuple[Location, ...] = ()

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code!r} is not a known problem code")
        # What is shown of a file may have line ends in it.
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))

    def __str__(self) -> str:
        return f"{self.location}: {self.code}: {self.message}"

    @property
    def plain(self) -> Problem:
        """The problem as people see it: what would not be seen in it is written out."""
        place = replace(self.location, path=visible(self.location.path))
        return replace(self, location=place, message=visible(self.message))


def unforeseen(path: str, error: Exception) -> Problem:
    """That what stands in the file at `path` made the program itself fail."""
    message = (
        f"this file stops the program ({said_by(error)}); take out what was written last, and "
        "tell those who make the program"
    )
    return Problem(Location(path), "unforeseen", message)


def said_by(error: BaseException) -> str:
    """The kind of an error and what it says, in one line that is not too long."""
    said = visible(" ".join(f"{type(error).__name__}: {error}".split()))
    return said if len(said) <= LONGEST_SAID else f"{said[: LONGEST_SAID - 3]}..."


def shown(value: object) -> str:
    """What somebody wrote, in quotes, as a message shows it."""
    text = str(value)
    return f'"{text}"' if len(text) <= LONGEST_SHOWN else f'"{text[: LONGEST_SHOWN - 3]}..."'


def count_of(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun in the right form: `1 note`, `2 notes`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
