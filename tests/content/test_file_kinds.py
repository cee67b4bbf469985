"""Which files are published: none that anybody's table of types, or first bytes, makes a page."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from itertools import product

import pytest

from glossator.content.file_kinds import unpublished_kind

pytestmark = [pytest.mark.trust]

# What browsers draw with scripts, or run, or what others run in place of a browser.
RUNS = ("html", "xml", "svg", "script", "css", "wasm", "flash", "rfc822", "x-php", "x-sh", "python")
# Types of XML and of pages that Python does not know, and hosts do.
KNOWN_TO_HOSTS = [
    "atom",
    "atomcat",
    "atomsvc",
    "ccxml",
    "davmount",
    "dae",
    "dbk",
    "dtd",
    "emma",
    "gml",
    "gpx",
    "grxml",
    "hta",
    "htc",
    "htm",
    "html",
    "inkml",
    "kml",
    "lostxml",
    "mads",
    "manifest.appcache",
    "mathml",
    "mcf",
    "meta4",
    "metalink",
    "mets",
    "mht",
    "mhtml",
    "mml",
    "mods",
    "mpd",
    "mrcx",
    "mscml",
    "mxml",
    "musicxml",
    "ncx",
    "opf",
    "owl",
    "pls",
    "ppkg",
    "pskcxml",
    "rdf",
    "res",
    "rl",
    "rld",
    "rng",
    "rs",
    "rsd",
    "rss",
    "sbml",
    "shf",
    "shtml",
    "smi",
    "smil",
    "sru",
    "srx",
    "ssdl",
    "ssml",
    "svg",
    "svgz",
    "sxg",
    "tei",
    "teicorpus",
    "tfi",
    "ttml",
    "vxml",
    "wadl",
    "webmanifest",
    "wsdl",
    "wspolicy",
    "x3d",
    "xaml",
    "xbl",
    "xcap",
    "xdm",
    "xdp",
    "xdssc",
    "xenc",
    "xer",
    "xht",
    "xhtml",
    "xhvml",
    "xlf",
    "xliff",
    "xml",
    "xop",
    "xpdl",
    "xpl",
    "xsd",
    "xsf",
    "xsl",
    "xslt",
    "xspf",
    "xul",
    "xvm",
    "xvml",
    "yang",
    "yin",
    "js",
    "mjs",
    "cjs",
    "jsx",
    "ts",
    "css",
    "wasm",
    "swf",
    "jar",
    "class",
    "php",
    "php5",
    "phtml",
    "pht",
    "phar",
    "asp",
    "aspx",
    "jsp",
    "cgi",
    "pl",
    "py",
    "rb",
    "sh",
    "asis",
    "var",
    "shtm",
    "stm",
    "toml",
    "yaml",
    "yml",
    "ini",
    "config",
    "htaccess",
    "lua",
    "cfm",
    "gz",
    "br",
    "zst",
    "en",
    "de",
    "fr",
    "utf8",
    "bak",
    "old",
    "orig",
    "tmp",
]
STEERING = [
    "CNAME",
    "_redirects",
    "_headers",
    "_routes.json",
    "_worker.js",
    "netlify.toml",
    "vercel.json",
    "now.json",
    "web.config",
    "robots.txt",
    ".htaccess",
    ".htpasswd",
    ".user.ini",
    ".well-known/assetlinks.json",
    ".well-known/pki-validation/a.txt",
    "sw.js",
    "service-worker.js",
    "staticwebapp.config.json",
    "about/staticwebapp.config.json",
    "routes.json",
    "ads.txt",
    "app-ads.txt",
    "sitemap.xml",
    "404.html",
    "200.html",
    "index.html",
    "index.php",
    "firebase.json",
    "serve.json",
    "static.json",
    "package.json",
    "wrangler.toml",
    "amplify.yml",
    "app.yaml",
    "render.yaml",
    "_config.yml",
    "Procfile",
    "Dockerfile",
    "Makefile",
    "crossdomain.xml",
    "clientaccesspolicy.xml",
    "apple-app-site-association",
    "security.txt",
    "humans.txt",
    "keybase.txt",
    "google1234567890abcdef.html",
    "BingSiteAuth.xml",
    "MP_verify_abcdefgh.txt",
    "tiktok12345678.txt",
    "ROUTER",
    "AUTH",
    "CORS",
    "manifest.json",
    "manifest.webmanifest",
    "browserconfig.xml",
    "opensearch.xml",
]
HONEST = [
    "a.png",
    "A.PNG",
    "bridge.JPG",
    "640px-Flag_of_X.svg.png",
    "map.webp",
    "icon.ico",
    "photo.avif",
    "anim.gif",
    "scan.tiff",
    "data/a.csv",
    "data/a.json",
    "data/notes.txt",
    "data/2024.csv",
    "stations.geojson",
    "tables/a.b.c.csv",
    "a.min.geojson",
    "part-00000-ab12.c000.snappy.parquet",
    "db.sqlite",
    "tiles.pmtiles",
    "report.v1.2.pdf",
    "Mr._Smith.pdf",
    "book.epub",
    "budget.2024-25.xlsx",
    "letter.docx",
    "slides.pptx",
    "all.zip",
    "song.mp3",
    "talk.opus",
    "film.mp4",
    "film.webm",
    "film.de.vtt",
    "film.zh-Hans.srt",
    "film.pt-BR.vtt",
    "font.woff2",
    "جسر.png",
    "תמונה.jpg",
    "橋梁.webp",
    "Überblick.pdf",
    "łódź.csv",
    "фото.jpeg",
    "bbc.co.uk.png",
    "www.example.org.jpg",
    "news.example.com-2025-01-02.png",
    "data/annotation.schema.json",
    "refs.bib",
    "papers.ris",
    "archive.tar.zip",
    "page.md",
    "letters.md/a.png",
    ".a/../b.png",
    "index.md",
    "a.markdown",
]


def is_refused(source: str, head: bytes = b"") -> bool:
    return unpublished_kind(f"docs/{source}", source, lambda: head) is not None


def test_no_ending_that_anybody_runs_is_published(tried: Callable[[str, int], None]) -> None:
    by_type = {
        ending
        for table in (mimetypes.MimeTypes().types_map[True], mimetypes.common_types)
        for ending, kind in table.items()
        if any(word in kind for word in RUNS) and "officedocument" not in kind
    }
    endings = sorted(by_type | {f".{name}" for name in KNOWN_TO_HOSTS.split()})
    forms = (
        "a/x{0}",
        "a/x.png{0}",
        "a/x{0}.",
        "a/x{0} ",
        "a/.{0}",
        "a/x.{0}",
        "X{0}~",
        "a/x{0}\x00",
    )
    names = [form.format(one) for form in forms for end in endings for one in (end, end.upper())]
    assert [name for name in names if not is_refused(name)] == []
    tried("names of files with endings that some host runs", len(names))


def test_no_name_that_steers_a_host_is_published(tried: Callable[[str, int], None]) -> None:
    names = [form for name in STEERING.split() for form in (name, name.upper(), name.capitalize())]
    assert [name for name in names if not is_refused(name)] == []
    tried("names of files that tell hosts what to do", len(names))


def test_an_ending_inside_of_a_name_is_none_that_a_host_could_go_by(
    tried: Callable[[str, int], None],
) -> None:
    programs = [
        "php",
        "php5",
        "php7",
        "phps",
        "phtml",
        "pht",
        "phar",
        "cgi",
        "fcgi",
        "asp",
        "aspx",
        "jsp",
        "shtml",
        "asis",
        "var",
        "py",
        "rb",
    ]
    pages = [
        "html",
        "htm",
        "xhtml",
        "xht",
        "xml",
        "svg",
        "xsl",
        "rss",
        "atom",
        "meta4",
        "teicorpus",
        "rl",
        "rs",
        "js",
        "mathml",
    ]
    programs, pages = PROGRAMS.split(), PAGES.split()
    names = [f"a/x.{one}.{last}" for one, last in product(programs, ("jpg", "csv", "vtt", "zip"))]
    names += [f"a/x.{one}.{last}" for one, last in product(pages, ("parquet", "vtt", "avif"))]
    names += [f"a/x.{one}.b.{last}" for one, last in product(programs, ("png", "geojson"))]
    names = [form for name in names for form in (name, name.upper())]
    assert [name for name in names if not is_refused(name)] == []
    tried("names of files with an ending inside that a host may go by", len(names))


@pytest.mark.parametrize("source", HONEST.split())
def test_a_newsroom_publishes_its_pictures_and_data(source: str) -> None:
    assert not is_refused(source, b"\x89PNG\r\n")


@pytest.mark.parametrize("name", ["x.png", "x.csv", "x.parquet", "x.pdf", "x.woff2", "x.mp3"])
@pytest.mark.parametrize(
    "head",
    [
        *(b"<!DOCTYPE html>", b"<html>", b"<script>", b"<?xml version='1.0'?>", b"<svg onload=a>"),
        *(b" \n\t<b>", b"\xef\xbb\xbf<p>", b"\x00\x00<iframe>", b"\xef\xbb\xbf\r\n <!--", b"</a>"),
        *(b"\x0c<X", b"\r<h1", b"\x1f<body"),
    ],
)
def test_what_begins_like_a_page_is_not_published(name: str, head: bytes) -> None:
    assert is_refused(f"a/{name}", head)
    assert not is_refused("a/page.md", head)


@pytest.mark.parametrize(
    "head", [b"", b"GIF89a", b"%PDF-1.7", b"1 < 2", b"< 5 years,3", b"<5,3", b"PAR1", b"<<BEGIN"]
)
def test_what_begins_otherwise_is(head: bytes) -> None:
    assert not is_refused("a/x.csv", head)
