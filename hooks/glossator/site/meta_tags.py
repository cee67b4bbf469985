"""Elements of a page's head for those who pass it on, find it, or keep it in a library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from glossator.site.citing import Work
from glossator.site.escaping import escape
from glossator.site.site import Site


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shown of a page where somebody shares its address.

    Attributes:
        title: Its title.
        description: What is on it, in a sentence.
        url: Its address, complete; empty where the site has none yet.
        kind: `article` or `website`.
        published: The day on which it was published; may be empty.
        modified: The day of its last change; may be empty.
        image: The address of its picture, complete; empty where it has none.
    """

    title: str
    description: str
    url: str
    kind: str = "website"
    published: str | None = ""
    modified: str | None = ""
    image: str = ""


# Of every picture.
_IMAGE_SIZE = (("og:image:width", "1200"), ("og:image:height", "630"))


def has_cards(site: Site) -> bool:
    """Whether each note has a picture beside its page."""
    return site.about.cards


def open_graph(site: Site, shared: Shared) -> str:
    """The elements of Open Graph, which messengers and networks read."""
    is_article = shared.kind == "article"
    pairs = (
        ("og:title", shared.title),
        ("og:type", shared.kind),
        ("og:url", shared.url),
        ("og:site_name", site.about.name),
        ("og:description", shared.description),
        ("og:locale", locale_of(site.about.language)),
        ("article:published_time", shared.published if is_article else ""),
        ("article:modified_time", shared.modified if is_article else ""),
    )
    tags = _tags("property", pairs)
    if shared.image:
        image = (("og:image", shared.image), *_IMAGE_SIZE, ("og:image:alt", shared.description))
        tags += _tags("property", image)
    card = "summary_large_image" if shared.image else "summary"
    return f'{tags}<meta name="twitter:card" content="{card}">\n'


def library_tags(work: Work, *, kind: str, publisher: str = "", rights: str | None = "") -> str:
    """What programs for references read: Dublin Core, and the kind of thing in Zotero's words.

    There is no `citation_title`, from which Zotero takes a page for an article of a journal.
    """
    pairs = (
        ("DC.title", work.title),
        ("DC.creator", work.author),
        ("DC.date", work.issued),
        ("DC.publisher", publisher or work.container),
        ("DC.language", work.language),
        ("DC.identifier", work.url),
        ("DC.rights", rights),
        ("z:itemType", kind),
    )
    return _tags("name", pairs)


def _tags(attribute: str, pairs: Iterable[tuple[str, str | None]]) -> str:
    return "".join(
        [
            f'<meta {attribute}="{name}" content="{escape(value)}">\n'
            for name, value in pairs
            if value
        ]
    )


def link_tag(rel: str, href: str, kind: str = "", title: str = "") -> str:
    """An element that names another address."""
    more = f' type="{escape(kind)}"' if kind else ""
    more += f' title="{escape(title)}"' if title else ""
    return f'<link rel="{rel}"{more} href="{escape(href)}">\n'


@cache
def locale_of(language: str) -> str:
    """A language as Open Graph has it, with a country: `en_US`; empty where none is known."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    country = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    if not country:
        from babel.core import get_global

        script = next((part.title() for part in rest if len(part) == 4), "")
        likely = get_global("likely_subtags")
        found = likely.get(f"{primary}_{script}") or likely.get(primary) or ""
        country = found.rpartition("_")[2] if len(found.rpartition("_")[2]) == 2 else ""
    return f"{primary}_{country.upper()}" if country else ""
