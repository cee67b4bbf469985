"""Links of published pages that lead to where they say by way of somebody who counts the clicks."""

from __future__ import annotations

import re
from urllib.parse import unquote

from glossator.content.hosts import host_of, letters_of_host

# They stand for longer addresses, or for ones that may change.
_SHORT = re.compile(
    r"(?:bit\.ly|bitly\.com|t\.co|goo\.gl|tinyurl\.com|ow\.ly|buff\.ly|is\.gd|v\.gd|cutt\.ly|rb\.gy"
    r"|shorturl\.at|rebrand\.ly|trib\.al|dlvr\.it|ift\.tt|lnkd\.in|fb\.me|youtu\.be|amzn\.to|flip\.it"
    r"|nyti\.ms|wapo\.st|reut\.rs|bbc\.in|cnn\.it|bloom\.bg|on\.ft\.com|econ\.st|gu\.com|apne\.ws"
    r"|on\.wsj\.com|politi\.co|spr\.ly|t\.cn|url\.cn|dwz\.cn|u\.nu|tiny\.cc|s\.id|chng\.it"
    r"|(?:dx\.)?doi\.org|hdl\.handle\.net|purl\.org|n2t\.net|w3id\.org)"
)
# Of newsletters and of shops, where the address says nothing of where it leads.
_COUNTERS = re.compile(
    r"(?:.+\.)?(?:list-manage\.com|sendgrid\.net|mailchi\.mp|rs6\.net|exct\.net|mlsend\.com"
    r"|hubspotlinks\.com|mandrillapp\.com|feedburner\.com|awin1\.com|skimresources\.com"
    r"|anrdoezrs\.net|dpbolvw\.net|jdoqocy\.com|kqzyfj\.com|tkqlhce\.com|viglink\.com|sjv\.io)"
)
# Of a site's name, what is for small screens or old habit; no country's sites are one.
_FORM = re.compile(
    r"(?:www|m|mobile|amp|en|news)\.(?=[^.]+\.[^.])(?!(?:ac|com?|edu|gen|gob|gov?|net?|org?)\.[a-z]{2}$)"
)
_HOST = re.compile(r"[^/]*//[^/?#]*")
# What is written in an address twice over, by one who counts for another.
_MOST_WRAPPED = 3


def counts_clicks(target: str, shown: str, source: str) -> bool:
    """Whether a link to `target`, shown as an address of `shown`, may be honest in a copy.

    So it is where the address that is shown stands in the other one, where that is the site's
    own that was copied, whose host is `source`, and where it is one that everybody's links lead
    through.
    """
    host = letters_of_host(host_of(target))
    if _SHORT.fullmatch(host) or _COUNTERS.fullmatch(host):
        return True
    site = _FORM.sub("", shown)
    if _is_part(host, site) or (source and _is_part(host, _FORM.sub("", source))):
        return True
    inside = re.compile(rf"//(?:[\w-]+\.)*?{re.escape(site)}(?![\w.@-])", re.IGNORECASE)
    rest = _HOST.sub("", target, count=1)
    for _ in range(_MOST_WRAPPED):
        if inside.search(rest):
            return True
        rest = unquote(rest)
    return False


def _is_part(host: str, site: str) -> bool:
    return f".{host}".endswith(f".{site}")
