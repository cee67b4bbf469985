"""Articles in languages whose words the configured search does not find."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.content.corpus import Corpus
from glossator.problems import Problem
from glossator.site.host import Host
from glossator.site.templates import show_language

# What the theme's search can be set up for. Of several languages together it finds the words
# that begin and end with their letters; of languages in the Latin script each has all letters
# of it, but for English.
_LATIN = frozenset(
    ("da", "de", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "sv", "tr", "vi")
)
_OTHERS = frozenset(
    ("ar", "el", "he", "hi", "hy", "ja", "kn", "ko", "ru", "sa", "ta", "te", "th", "zh")
)
# Languages that the search does not know, by one whose letters they share.
_LETTERS_OF = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "uk"), "ru"),
    **dict.fromkeys(("ckb", "fa", "ps", "sd", "ug", "ur"), "ar"),
    **dict.fromkeys(("mr", "ne"), "hi"),
    "yi": "he",
    "yue": "zh",
    "nb": "no",
    "nn": "no",
}
# Languages in scripts that it has no setting for.
_UNKNOWN = frozenset(
    ("am", "bn", "bo", "dv", "gu", "ka", "km", "lo", "ml", "my", "or", "pa", "si", "ti")
)


def search_problems(corpus: Corpus, host: Host) -> Iterator[Problem]:
    """A warning at the language of each article that the search is not set up for."""
    if host.search_languages is None:
        return
    found = {name.lower().partition("-")[0] for name in host.search_languages}
    for article in corpus.articles.values():
        tag = article.language.lower().partition("-")[0]
        language = _LETTERS_OF.get(tag, tag)
        needed = _needed(language)
        # With English alone nothing is left out that is written in Latin letters.
        is_found = needed & found or (found == {"en"} and needed is _LATIN)
        if article.meta is None or language == "en" or is_found:
            continue
        name = show_language(article.language)
        setting = language if language in needed else "es" if needed else ""
        advice = (
            f"add `{setting}` to `lang` of the plugin `search` in `{host.file}`"
            if setting
            else "the theme's search has no setting for it"
        )
        message = f"the site's search will not find all words of {name}; {advice}"
        place = article.parsed.place(("source", "language"))
        yield Problem(place, "search-language", message, severity="warning")


def _needed(language: str) -> frozenset[str]:
    """The settings any of which makes the search find the words of `language`."""
    if language in _OTHERS:
        return frozenset((language,))
    return frozenset() if language in _UNKNOWN else _LATIN
