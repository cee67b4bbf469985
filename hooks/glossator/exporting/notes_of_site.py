"""What the pages of all notes of a site have in common, made once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from glossator.content.corpus import Topic
from glossator.exporting.embedding import FRAME
from glossator.site.assets import NOTE_STYLESHEET
from glossator.site.escaping import escape
from glossator.site.inline import own_text
from glossator.site.meta_tags import has_cards, link_tag
from glossator.site.note_data import NoteWords
from glossator.site.policy import bare_policy, policy_tags
from glossator.site.site import Site
from glossator.weaving.languages import isolated

ICON = "assets/glossator/favicon.svg"
# Nothing runs, nothing is sent, nothing comes from elsewhere. Who may frame a page only a
# server could say, and everybody may.
POLICY = bare_policy("style-src 'self'", "img-src 'self'")
# What site.kept calls them.
_KEPT = "notes_of_site"


def notes_of_site(site: Site) -> NotesOfSite:
    """What the pages of all notes of the site have in common."""
    if _KEPT not in site.kept:
        site.kept[_KEPT] = NotesOfSite(site)
    notes: NotesOfSite = site.kept[_KEPT]
    return notes


@dataclass(frozen=True)
class NotesOfSite:
    """What the pages of all notes have in common.

    Attributes:
        site: The site.
    """

    site: Site

    @cached_property
    def root(self) -> str:
        """The way from a page to the site's root."""
        return "../../../" if self.site.use_directory_urls else "../../"

    def link(self, target: str) -> str:
        """An address below the root that is no note's, as seen from a page."""
        return self.root + target

    @cached_property
    def publisher(self) -> str:
        """The name of the site, escaped."""
        return escape(self.site.about.name)

    @cached_property
    def language(self) -> str:
        """The language of the site's own words, escaped."""
        return escape(self.site.about.language)

    @cached_property
    def rights(self) -> str:
        """The address of the terms of the notes, escaped; empty where there are none."""
        return escape(self.site.about.rights)

    @cached_property
    def topics(self) -> dict[str, str]:
        """Links to topics that were made, by the slug of the topic."""
        return {}

    def topic(self, topic: Topic) -> str:
        """A link to a topic; the notes of an article have few of them, many times."""
        if topic.slug not in self.topics:
            page = escape(self.link(self.site.url_of(f"topics/{topic.slug}.md")))
            self.topics[topic.slug] = f'<a href="{page}">{own_text(topic.title)}</a>'
        return self.topics[topic.slug]

    @cached_property
    def beginning(self) -> str:
        """All before a page's title."""
        return (
            f'<!doctype html>\n<html lang="{self.language}" id="{FRAME}">\n'
            '<head>\n<meta charset="utf-8">\n'
            f"{policy_tags(POLICY)}\n"
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        )

    @cached_property
    def behind_title(self) -> str:
        """What a title ends with, for those who see it among others."""
        return f" – {escape(isolated(self.site.about.name))}"

    @cached_property
    def header(self) -> str:
        """The way to the site."""
        return (
            f'<header><a href="{self.root}">{own_text(self.site.about.name)}</a></header>\n<main>\n'
        )

    @cached_property
    def end(self) -> str:
        """All behind what a page says: the terms of the notes, where there are any."""
        terms = f'<a rel="license" href="{self.rights}">Terms of use</a>'
        footer = f"<footer>{terms}</footer>\n" if self.rights else ""
        return f"</main>\n{footer}</body>\n</html>\n"

    @cached_property
    def has_cards(self) -> bool:
        """Whether there are pictures."""
        return bool(self.site.about.url) and has_cards(self.site)

    @cached_property
    def links(self) -> str:
        """The elements that name files of all pages."""
        style = link_tag("stylesheet", self.link(NOTE_STYLESHEET))
        return style + link_tag("icon", self.link(ICON))

    @cached_property
    def words(self) -> NoteWords:
        """What the pages say to machines."""
        return NoteWords(self.site, self.site.about.address if self.site.about.url else self.link)
