"""MkDocs events of Glossator: gather what the host knows, call the library, hand back."""

from __future__ import annotations

import html
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

try:
    import jieba  # Material's search cuts Chinese text with it, and says nothing without it

    from glossator.cli import progress_bar
    from glossator.links import repository
    from glossator.pages import GENERATED, LISTS
    from glossator.policy import add_content_policy, name_search_dialog, squeeze
    from glossator.problems import count_of
    from glossator.publish import Publication, Settings, publish
    from glossator.render import THEME, anchors, toc_tokens
except ModuleNotFoundError as missing:
    raise ConfigurationError(
        f"Glossator needs the library {missing.name}; install it with: pip install -e ."
    ) from None

log = logging.getLogger("mkdocs.glossator")
STYLESHEETS = ("assets/glossator/glossator.css", "assets/glossator/lists.css")
SCRIPTS = ("assets/glossator/glossator.js", "assets/glossator/lists.js")


@dataclass
class _State:
    """What one build hands from event to event; `on_config` makes it anew."""

    is_serving: bool = False
    publication: Publication | None = None


state = _State()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Note whether problems may stop the run."""
    state.is_serving = command == "serve"
    jieba.setLogLevel(logging.WARNING)  # it announces its dictionary otherwise


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check and annotate everything; a build with problems ends here, site untouched."""
    with progress_bar() as progress:
        state.publication = publication = publish(_settings(config), progress=progress)
    for problem in publication.problems:
        log.error(str(problem))
    if publication.problems and not state.is_serving:
        number = count_of(len(publication.problems), "problem")
        raise PluginError(f"{number} in the content; nothing was built")
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    # A site's own styles and scripts come after these, so that they can change them.
    config.extra_css[:0] = [path for path in STYLESHEETS if path not in config.extra_css]
    config.extra_javascript[:0] = [path for path in SCRIPTS if path not in config.extra_javascript]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that nobody wrote by hand."""
    for source, title in GENERATED.items():
        if files.get_file_from_path(source) is None:
            files.append(File.generated(config, source, content=_front_matter(title)))
    return files


def on_page_read_source(*, page: Page, **_: Any) -> str | None:
    """Give MkDocs a clean head and body: front matter is read by the library alone."""
    folder, _slash, name = page.file.src_uri.partition("/")
    corpus = _publication().site.corpus
    slug = name.removesuffix(".md")
    if folder == "articles" and slug in corpus.articles:
        return _front_matter(corpus.articles[slug].title)
    if folder == "topics" and slug in corpus.topics:
        topic = corpus.topics[slug]
        summary = topic.meta.summary if topic.meta else ""
        return _front_matter(topic.title, summary) + topic.body
    return None


def on_page_content(content: str, *, page: Page, **_: Any) -> str:
    """Put in place what the library makes of the page."""
    publication = _publication()
    site = publication.site
    folder, _slash, name = page.file.src_uri.partition("/")
    slug = name.removesuffix(".md")
    if folder == "articles" and slug in site.articles:
        content = publication.article_html(slug)
        changed = site.last_change(slug)
    else:
        content = publication.page_html(page.file.src_uri, content)
        changed = site.last_change()
    # The day of the build would make every build another one.
    page.update_date = changed or page.update_date
    # The theme prints titles as they are.
    page.title = html.escape(html.unescape(str(page.title or "")))
    page.meta = {key: _escaped(value) for key, value in page.meta.items()}
    if folder != "about":
        # The tabs lead everywhere; beside a text the list of pages is only furniture.
        page.meta.setdefault("hide", ["navigation"])
    if page.file.src_uri in LISTS:
        page.meta.setdefault("search", {"exclude": True})
    page.toc = get_toc(cast("Any", toc_tokens(content)))
    page.present_anchor_ids = anchors(content)
    return content


def on_page_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Let `mkdocs serve` show on the page what would stop a build."""
    context["glossator_problems"] = _publication().problems
    return context


def on_post_page(output: str, **_: Any) -> str:
    """Allow the theme's own scripts and nothing else to run."""
    output = squeeze(name_search_dialog(output))
    return output if state.is_serving else add_content_policy(output)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """As `on_post_page`, for the pages that the theme makes itself."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content


def on_env(env: jinja2.Environment, **_: Any) -> jinja2.Environment:
    """Say what is going to be published."""
    site = _publication().site
    articles, notes = len(site.articles), len(site.notes)
    log.info("%s with %s", count_of(articles, "article"), count_of(notes, "annotation"))
    return env


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Rebuild when a note changes, also where the configuration forgot to say so."""
    folder = Path(config.config_file_path).absolute().parent / "annotations"
    if folder.is_dir():
        server.watch(str(folder))
    return server


def _settings(config: MkDocsConfig) -> Settings:
    root = Path(config.config_file_path).absolute().parent
    options = config.extra.get("glossator") or {}
    url = os.environ.get("GLOSSATOR_REPO_URL") or config.repo_url
    try:
        repo = repository(url, branch=options.get("branch", "main"), forge=options.get("forge", ""))
    except ValueError as error:
        raise ConfigurationError(f"mkdocs.yml: extra.glossator: {error}") from None
    if repo and not config.repo_url:
        config.repo_url = repo.url
        config.repo_name = repo.url.split("/", 3)[-1]
    return Settings(
        root=root,
        docs=Path(os.path.relpath(config.docs_dir, root)).as_posix(),
        repository=repo,
        use_directory_urls=config.use_directory_urls,
    )


def _publication() -> Publication:
    if state.publication is None:
        raise PluginError("the hook hooks/publish.py ran without on_config")
    return state.publication


def _front_matter(title: str, description: str = "") -> str:
    # JSON is YAML, and MkDocs finds nothing else to read as front matter.
    fields = {"title": title} | ({"description": description} if description else {})
    return f"---\n{json.dumps(fields)}\n---\n"


def _escaped(value: Any) -> Any:  # front matter holds any YAML value
    return html.escape(html.unescape(value)) if isinstance(value, str) else value
