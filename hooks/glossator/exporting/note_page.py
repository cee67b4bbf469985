"""The page of one note: small, without a script, and whole by itself.

It is put together by hand: there are ten times as many of these pages as there are articles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
from glossator.site.inline import kind_tag, own_text
from glossator.site.meta_tags import library_tags, open_graph
from glossator.site.promised import Promise
from glossator.site.templates import directed
from glossator.site.told import plain_text, told_of_note
from glossator.weaving.annotate import KIND_NAMES, PlacedNote
from glossator.weaving.languages import isolated

if TYPE_CHECKING:
    from glossator.content.model import Annotation


@dataclass(slots=True)
class NotePage:
    """The page of a note.

    What is said in several places, as it may stand in HTML, is escaped once.

    Attributes:
        notes: What it has in common with the others.
        placed: The note.
        annotation: What its file says.
        body: The clean HTML of its explanation.
        page: Its address, relative to the site's root.
        folder: Where the files beside it are, relative to the site's root.
        url: Its complete address; empty where the site has none yet.
        address: The same, escaped.
        title: Its headline.
        headline: The same, escaped.
        name: The headline with the note's kind before it, escaped: `Correction: Ten times more`.
        author: Who made the note; empty where nobody is named.
        is_withdrawn: Whether the note does not stand any more.
        said: Its explanation in plain words.
        quoted: The words that it speaks of, in their sentences.
        told: What it says, in a sentence, escaped.
        height: How high a frame must be that shows it, in pixels.
        frame: The element that shows it elsewhere.
    """

    notes: NotesOf
    placed: PlacedNote
    body: str
    annotation: Annotation = field(init=False)
    page: str = field(init=False)
    folder: str = field(init=False)
    url: str = field(init=False)
    address: str = field(init=False)
    title: str = field(init=False)
    headline: str = field(init=False)
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
        annotation, about = note.annotation, notes.all.site.about
        self.annotation = annotation
        self.page = notes.all.site.note_page(placed)
        self.folder = f"notes/{note.article}/{note.id}"
        self.url = about.url and about.address(self.page)
        self.address = escape(self.url)
        self.title = placed.title
        self.headline = escape(self.title)
        self.name = f"{KIND_NAMES[annotation.kind]}: {escape(isolated(self.title))}"
        self.author = annotation.creator.name if annotation.creator else ""
        self.is_withdrawn = annotation.status == "withdrawn"
        self.said = plain_text(self.body)
        self.quoted = in_sentences(notes.text, placed.places)
        self.told = escape(told_of_note(placed, notes.named, self.said))
        self.height = height_of(placed, self.title, self.quoted, self.body, self.said)
        self.frame = frame_of(self.address, self.name, self.height)

    def oembed(self) -> bytes:
        """What oEmbed says of it."""
        about = self.notes.all.site.about
        return oembed_of(self.frame, self.height, self.title, self.author, about)

    def html(self) -> str:
        """The page."""
        notes, note = self.notes, self._note()
        promise = Promise("note", 1, note.count("<mark"), int(notes.all.site.about.cards))
        # In a frame, what is followed leads out of it.
        return (
            f"{notes.all.beginning}{promise.tag}\n{self._head()}"
            '\n<base target="_top">\n</head>\n<body>\n'
            f"{notes.all.header}{note}{citations(self._work())}{self._forms()}{notes.all.end}"
        )

    def _head(self) -> str:
        notes, annotation, about = self.notes, self.annotation, self.notes.all.site.about
        robots = canonical = oembed = card = ""
        if self.is_withdrawn:
            robots = '<meta name="robots" content="noindex">\n'
        if self.url:
            canonical = f'<link rel="canonical" href="{self.address}">\n'
        if self.url and not self.is_withdrawn:
            oembed = (
                f'<link rel="alternate" type="application/json+oembed" title="{self.headline}"'
                f' href="{about.address(self.folder)}/oembed.json">\n'
            )
        if notes.all.has_cards and not self.is_withdrawn:
            card = about.address(f"{self.folder}/card.png")
        graph = open_graph(
            about,
            title=self.headline,
            told=self.told,
            url=self.address,
            kind="article",
            published=annotation.created,
            modified=annotation.modified,
            image=card,
        )
        library = library_tags(
            title=self.headline,
            author=escape(self.author),
            issued=annotation.created,
            publisher=notes.all.publisher,
            language=notes.all.language,
            url=self.address,
            rights=notes.all.rights,
            kind="webpage",
        )
        claim = self.quoted[0].text if self.quoted else ""
        data = notes.data.script(self.placed, self.title, self.page, claim, self.said)
        return (
            f"<title>{self.name}{notes.all.behind_title}</title>\n"
            f'<meta name="description" content="{self.told}">\n'
            f"{robots}{notes.links}{canonical}{oembed}{graph}{library}{data}"
        )

    def _note(self) -> str:
        """What the note says, and where."""
        placed, annotation, notes = self.placed, self.annotation, self.notes
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
            said = f'<div class="said">{directed(leading_on(self.body, notes.page))}</div>\n'
        topics = map(notes.all.topic, notes.all.site.topics_of(placed)) if annotation.topics else ()
        read = "Read it in the article" if placed.places else "Read it below the article"
        return (
            f'<article class="note note--{annotation.kind}">\n'
            f"<p>{kind_tag(annotation.kind)}</p>\n<h1>{own_text(self.title)}</h1>\n"
            f"{status}{words}"
            f'<p class="from">{where} {notes.where}</p>\n'
            f"{said}{sources(annotation.sources)}{history(annotation.changes)}"
            f"{about_line(placed, topics)}"
            f'<p class="go"><a href="{notes.page}#{placed.anchor}">{read}</a></p>\n'
            "</article>\n"
        )

    def _work(self) -> Work:
        """The note as it is cited."""
        notes, note = self.notes, self.placed.note
        return Work(
            f"{note.article}-{note.id}",
            self.title,
            notes.all.site.about.name,
            self.url,
            notes.kinds[self.annotation.kind],
            self.author,
            self.annotation.created or "",
            notes.all.site.about.language,
        )

    def _forms(self) -> str:
        """The note for another site's page, where it can be found from there."""
        if self.is_withdrawn or not self.url:
            return ""
        about = self.notes.all.site.about
        return embed_forms(quotation_of(self.address, self.name, self.told, about), self.frame)
