"""Endings by which hosts take a file for a page, a script or an order, inside of its name too.

They count where a host does not know the last ending. All other words between dots are what they
seem: the language of subtitles (`film.deu.vtt`), a size, a place.
"""

from __future__ import annotations

import re

# Files that Apache and others give to programs, wherever in a name the ending stands.
_FOR_PROGRAMS = re.compile(
    r"php[0-9s]*|pht(?:ml)?|phar|f?cgi|fpl|py|rb|lua|as[ap]x?|ashx|asmx|jsp[fx]?|cf[cm]|"
    r"shtml?|stm|asis|var"
)
# What has a type of XML or HTML in the tables of Debian, Apache and IANA; and scripts and styles.
# Of those with two letters that are no language only: `fo` and `es` are languages' first.
_PAGES = re.compile(
    r"atom|atomcat|atomdeleted|atomsrv|atomsvc|ccmp|cjs|clue|cpl|csl|css|dae|davmount|dbk|dd2|"
    r"ddf|dtd|dwd|emma|ent|es3|et3|fdt|gpx|gsheet|hal|hta|htaccess|htc|irp|js|jsx|lbe|lgr|"
    r"link66|maei|manifest|mcf|meta4|metalink|mets|mht|mjs|mod|mods|mpd|mrcx|musd|ncx|obgx|"
    r"opf|osm|owl|pls|ppkg|provx|rapd|rdf|relo|rif|rl|rld|rng|rs|rsat|rsd|rsheet|rss|rusd|s1h|"
    r"scl|sdkd|sdkm|senmlx|sensmlx|shf|sls|smi|smil|sru|srx|ssdl|stpx|svg|svgz|swf|swidtag|"
    r"tei|teicorpus|tfi|ts|tsx|uis|uvt|uvvt|wadl|wasm|wbs|webmanifest|wif|wsdl|wspolicy|x3d|"
    r"xav|xbl|xca|xcap|xcs|xdf|xdm|xdp|xdssc|xel|xenc|xer|xlf|xliff|xmls|xns|xop|xpdl|xpl|xsd|"
    r"xsf|xsl|xslt|xsm|xspf|xul|xvm|yang|yin|zmm"
)
# `html`, `xml`, and what is made of these words.
_OF_MARKUP = re.compile(r"[a-z0-9-]*[a-z]ml|[a-z]?htm|xht[a-z]*|(?:xml|html)[a-z0-9]*")
# What parts names: some hosts stop at the first semicolon.
_BETWEEN = re.compile(r"[.;]")


def ending_within(stem: str, *, is_known: bool, but: frozenset[str] = frozenset()) -> str:
    """The ending in `stem`, a name without its last one, that a host may go by; empty for none.

    Where every host knows the last ending (`is_known`), only those count that are for programs.
    Those of pages that are in `but` do not count.
    """
    for part in _BETWEEN.split(stem.lower())[1:]:
        part = part.strip()
        if _FOR_PROGRAMS.fullmatch(part):
            return part
        if is_known or part in but:
            continue
        if _PAGES.fullmatch(part) or _OF_MARKUP.fullmatch(part):
            return part
    return ""
