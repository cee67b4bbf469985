"""Small pages at former addresses, which lead on without a script."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.content.corpus import Article, Page, Topic
from glossator.site.addresses import relative_url
from glossator.site.page_names import article_slug
from glossator.site.policy import bare_policy, policy_tags, source_of
from glossator.site.promised import Promise
from glossator.site.site import Site
from glossator.site.templates import render

_STYLE = (
    "body{max-width:38rem;margin:15vh auto;padding:0 1rem;font:1.1rem/1.6 system-ui,sans-serif}"
    ":root{color-scheme:light dark}"
)


def redirect_pages(site: Site) -> dict[str, str]:
    """The HTML of the page at each former address, by the path of its file below the site's root.

    A browser goes on at once, by `refresh`; search engines are told the address that counts.
    """
    policy = policy_tags(bare_policy(f"style-src {source_of(_STYLE)}"))
    pages = {}
    for start, target, title in sorted((*_moved_pages(site), *_moved_notes(site))):
        values = {
            "title": title,
            "target": relative_url(target, start=start),
            "style": _STYLE,
            "policy": policy,
            "promise": Promise("moved").tag,
        }
        # A host takes a file that ends so as it is, and a browser finds it at the old address.
        pages[f"{start}index.html" if start.endswith("/") else start] = render("moved", values)
    return pages


_Move = tuple[str, str, str]  # the former address, the one of today, and what is found there


def _moved_pages(site: Site) -> Iterator[_Move]:
    now = site.corpus.by_source()
    for old, new in site.former.pages.items():
        yield site.url_of(old), site.url_of(new), _title(now[new])


def _moved_notes(site: Site) -> Iterator[_Move]:
    """The pages of notes that had another id, stood on another article, or whose article moved."""
    former = {
        (article, name): (note.article, note.id)
        for article, names in site.former.notes.items()
        for name, note in names.items()
    }
    for old, new in site.former.pages.items():
        before, after = article_slug(old), article_slug(new)
        if not before or after not in site.articles:
            continue
        there = {
            placed.note.id: (after, placed.note.id) for placed in site.articles[after].text.notes
        }
        there |= {name: target for (article, name), target in former.items() if article == after}
        for name, target in there.items():
            former.setdefault((before, name), target)
    for (article, name), (slug, identifier) in former.items():
        annotated = site.articles.get(slug)
        for placed in annotated.text.notes if annotated else ():
            if placed.note.id == identifier:
                start = site.url_of(f"notes/{article}/{name}.md")
                yield start, site.note_page(placed), placed.title


def _title(page: Article | Topic | Page) -> str:
    """What the page is called; empty where only its own text says so."""
    if isinstance(page, Page):
        return (page.meta.title if page.meta else None) or ""
    return page.title
