"""The notes of an article, by what a further one could be at odds with."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.content.corpus import Note
from glossator.content.cross_checks import gist_of
from glossator.weaving.finding import anchor_notes
from glossator.weaving.markup import HtmlText

Span = tuple[int, int]


class Beside:
    """The notes of one article, each looked at once, however many others come.

    To compare each that comes with all that are there would take the square of their number.
    """

    def __init__(self, article: HtmlText, notes: Sequence[Note]) -> None:
        self._article = article
        self._first: dict[object, Note] = {}
        self._corrected: list[tuple[Span, Note]] = []
        self._take(notes)

    def add(self, note: Note) -> None:
        """Take a note among them."""
        self._take([note])

    def touching(self, note: Note) -> list[Note]:
        """Those that say the same as `note`, or correct words that it corrects too."""
        same = self._first.get(gist_of(note.annotation))
        found = {same.id: same} if same else {}
        for start, end in self._spans([note])[note.id] if self._corrected else ():
            for (begin, stop), other in self._corrected:
                if begin < end and start < stop:
                    found[other.id] = other
        return list(found.values())

    def _take(self, notes: Sequence[Note]) -> None:
        for note in notes:
            self._first.setdefault(gist_of(note.annotation), note)
        spans = self._spans(notes)
        self._corrected += ((span, note) for note in notes for span in spans[note.id])

    def _spans(self, notes: Sequence[Note]) -> dict[str, list[Span]]:
        """The words that are corrected by each of the notes."""
        found = {note.id: list[Span]() for note in notes}
        corrections = [
            note
            for note in notes
            if note.annotation.kind == "correction" and note.annotation.status == "published"
        ]
        for name, spans in anchor_notes(self._article.text, corrections, []).items():
            found[name] = [span for span in spans if span]
        return found
