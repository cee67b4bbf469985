"""The page of one note: small, without a script, and whole by itself.

It is put together by hand: there are ten times as many of these pages as there are articles.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.exporting.embedding import frame_of, height_of, oembed_of, quotation_of
from glossator.exporting.note_parts import (
    STATUSES,
    about_line,
    citations,
    embed_forms,
    history,
    leading_on,
    quotations,
    sources,
)
from glossator.exporting.notes_of_article import NotesOf
from glossator.site.citing import Work
from glossator.site.escaping import escape
from glossator.site.in_sentences import Quoted, in_sentences
from glossator.site.inline import kind_tag, own
from glossator.site.meta_tags import Shared, library_tags, open_graph
from glossator.site.templates import show_body
from glossator.site.told import plain_text, told_of_note
from glossator.weaving.annotate import KIND_NAMES, PlacedNote


@dataclass(slots=True)
class NotePage:
    """The page of a note.

    Attributes:
        notes: What it has in common with the others.
        placed: The note.
        body: The clean HTML of its explanation.
        page: Its address, relative to the site's root.
        folder: Where the files beside it are, relative to the site's root.
        url: Its complete address; empty where the site has none yet.
        title: Its headline.
        name: The headline with the note's kind before it: `Correction: Ten times more`.
        author: Who made the note; empty where nobody is named.
        is_withdrawn: Whether the note does not stand any more.
        said: Its explanation in plain words.
        quoted: The words that it speaks of, in their sentences.
        told: What it says, in a sentence.
        height: How high a frame must be that shows it, in pixels.
        frame: The element that shows it elsewhere.
    """

    notes: NotesOf
    placed: PlacedNote
    body: str
    page: str = field(init=False)
    folder: str = field(init=False)
    url: str = field(init=False)
    title: str = field(init=False)
    name: str = field(init=False)
    author: str = field(init=False)
    is_withdrawn: bool = field(init=False)
    said: str = field(init=False)
    quoted: tuple[Quoted, ...] = field(init=False)
    told: str = field(init=False)
    height: int = field(init=False)
    frame: str = field(init=False)

    def __post_init__(self) -> None:
        notes, placed, note = self.notes, self.placed, self.placed.note
        annotation, site = note.annotation, notes.site
        self.page = site.note_page(placed)
        self.folder = f"notes/{note.article}/{note.id}"
        self.url = site.about.url and site.about.address(self.page)
        self.title = placed.title
        self.name = f"{KIND_NAMES[annotation.kind]}: {self.title}"
        self.author = annotation.creator.name if annotation.creator else ""
        self.is_withdrawn = annotation.status == "withdrawn"
        self.said = plain_text(self.body)
        self.quoted = in_sentences(notes.text, placed.places)
        self.told = told_of_note(placed, notes.named, self.said)
        self.height = height_of(placed, self.quoted, self.body, self.said)
        self.frame = frame_of(self.url, self.name, self.height)

    def oembed(self) -> bytes:
        """What oEmbed says of it."""
        about = self.notes.site.about
        return oembed_of(self.frame, self.height, self.title, self.author, about)

    def html(self) -> str:
        """The page."""
        notes = self.notes
        annotation = self.placed.note.annotation
        work = Work(
            f"{self.placed.note.article}-{self.placed.note.id}",
            self.title,
            notes.site.about.name,
            self.url,
            f"{KIND_NAMES[annotation.kind]} {notes.by}",
            self.author,
            annotation.created or "",
            notes.site.about.language,
        )
        # In a frame, what is followed leads out of it.
        return (
            f"{notes.beginning}{self._head(work)}"
            '\n<base target="_top">\n</head>\n<body>\n'
            f"{notes.header}{self._note()}{citations(work)}{self._forms()}{notes.end}"
        )

    def _head(self, work: Work) -> str:
        notes, annotation, about = self.notes, self.placed.note.annotation, self.notes.site.about
        made = (
            f"<title>{escape(self.name)}{notes.behind_title}</title>\n"
            f'<meta name="description" content="{escape(self.told)}">\n'
        )
        if self.is_withdrawn:
            made += '<meta name="robots" content="noindex">\n'
        made += notes.links
        if self.url:
            made += f'<link rel="canonical" href="{self.url}">\n'
        if self.url and not self.is_withdrawn:
            made += (
                f'<link rel="alternate" type="application/json+oembed"'
                f' title="{escape(self.title)}"'
                f' href="{about.address(self.folder)}/oembed.json">\n'
            )
        has_card = notes.has_cards and not self.is_withdrawn
        shared = Shared(
            self.title,
            self.told,
            self.url,
            "article",
            annotation.created,
            annotation.modified,
            about.address(f"{self.folder}/card.png") if has_card else "",
        )
        made += open_graph(notes.site, shared)
        made += library_tags(work, kind="webpage", rights=about.rights)
        claim = self.quoted[0].text if self.quoted else ""
        return made + notes.data.script(self.placed, claim, self.said)

    def _note(self) -> str:
        """What the note says, and where."""
        placed, annotation, notes = self.placed, self.placed.note.annotation, self.notes
        status = STATUSES.get(annotation.status, "")
        words = quotations(
            placed.places,
            self.quoted,
            notes.annotated.article,
            notes.set_as,
            notes.page,
            is_withdrawn=self.is_withdrawn,
        )
        where = "In" if placed.places else "On the whole of"
        said = ""
        if self.body:
            said = f'<div class="said">{show_body(leading_on(self.body, notes.page))}</div>\n'
        topics = map(notes.topic, notes.site.topics_of(placed))
        read = "Read it in the article" if placed.places else "Read it below the article"
        return (
            f'<article class="note note--{annotation.kind}">\n'
            f"<p>{kind_tag(annotation.kind)}</p>\n<h1>{own(self.title)}</h1>\n"
            f"{status}{words}"
            f'<p class="from">{where} {notes.where}</p>\n'
            f"{said}{sources(annotation.sources)}{history(annotation.changes)}"
            f"{about_line(placed, topics)}"
            f'<p class="go"><a href="{escape(notes.page)}#{placed.anchor}">{read}</a></p>\n'
            "</article>\n"
        )

    def _forms(self) -> str:
        """The note for another site's page, where it can be found from there."""
        if self.is_withdrawn or not self.url:
            return ""
        about = self.notes.site.about
        return embed_forms(quotation_of(self.url, self.name, self.told, about), self.frame)
