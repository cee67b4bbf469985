"""Elements of a page's head for those who pass it on, find it, or keep it in a library."""

from __future__ import annotations

from functools import cache

from glossator.site.about import About
from glossator.site.escaping import escape
from glossator.site.site import Site

# Of every picture.
_IMAGE_SIZE = (
    '<meta property="og:image:width" content="1200">\n'
    '<meta property="og:image:height" content="630">\n'
)


def has_cards(site: Site) -> bool:
    """Whether each note has a picture beside its page."""
    return site.about.cards


def open_graph(
    about: About,
    *,
    title: str,
    told: str,
    url: str,
    kind: str = "website",
    published: str | None = "",
    modified: str | None = "",
    image: str = "",
) -> str:
    """The elements of Open Graph, which messengers and networks read.

    `title`, `told`, which says in a sentence what is on the page, and the complete `url` are
    escaped already: they stand in other elements as well. `published`, `modified` and the
    address of the picture may be empty.
    """
    tags = f'<meta property="og:title" content="{title}">\n' if title else ""
    tags += f'<meta property="og:type" content="{kind}">\n'
    if url:
        tags += f'<meta property="og:url" content="{url}">\n'
    name, locale = _of_site(about.name, about.language)
    tags += name
    if told:
        tags += f'<meta property="og:description" content="{told}">\n'
    tags += locale
    if published:
        tags += f'<meta property="article:published_time" content="{published}">\n'
    if modified:
        tags += f'<meta property="article:modified_time" content="{modified}">\n'
    if not image:
        return f'{tags}<meta name="twitter:card" content="summary">\n'
    return (
        f'{tags}<meta property="og:image" content="{escape(image)}">\n{_IMAGE_SIZE}'
        f'<meta property="og:image:alt" content="{told}">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
    )


@cache
def _of_site(name: str, language: str) -> tuple[str, str]:
    """What is the same on all pages of a site."""
    locale = locale_of(language)
    return (
        f'<meta property="og:site_name" content="{escape(name)}">\n' if name else "",
        f'<meta property="og:locale" content="{locale}">\n' if locale else "",
    )


def library_tags(
    *,
    title: str,
    author: str,
    issued: str | None,
    publisher: str,
    language: str,
    url: str,
    rights: str | None,
    kind: str,
) -> str:
    """What programs for references read: Dublin Core, and the kind of thing in Zotero's words.

    All is escaped already, and may be empty. There is no `citation_title`, from which Zotero
    takes a page for an article of a journal.
    """
    tags = f'<meta name="DC.title" content="{title}">\n' if title else ""
    if author:
        tags += f'<meta name="DC.creator" content="{author}">\n'
    if issued:
        tags += f'<meta name="DC.date" content="{issued}">\n'
    if publisher:
        tags += f'<meta name="DC.publisher" content="{publisher}">\n'
    if language:
        tags += f'<meta name="DC.language" content="{language}">\n'
    if url:
        tags += f'<meta name="DC.identifier" content="{url}">\n'
    if rights:
        tags += f'<meta name="DC.rights" content="{rights}">\n'
    return f'{tags}<meta name="z:itemType" content="{kind}">\n'


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
