"""Addresses of a site's configuration, which are printed on its pages, without what is secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossator.content.honest_addresses import without_passwords, without_secrets

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def hide_secrets(config: MkDocsConfig) -> None:
    """Take names, passwords and tokens out of the addresses that the host and its theme print.

    Jobs build with the address by which they fetch a repository, and that may have a token in it.
    """
    for name in ("repo_url", "site_url"):
        written = config[name]
        if written:
            config[name] = without_secrets(written) or None
    if "@" in (config.repo_name or "") and config.repo_url:
        # The host of git as MkDocs reads it, with all that stands before it.
        config.repo_name = config.repo_url.split("/", 3)[-1]
    template: Any = config.edit_uri_template  # a text of a class of its own, which fills it in
    if template:
        template.data = without_passwords(template.data)
    for name in _PRINTED:
        config[name] = _plain(config[name])
    for values in (config.extra, config.theme):
        for name in values:
            values[name] = _plain(values[name])


# Settings in which a theme finds what it prints.
_PRINTED = (
    *("copyright", "edit_uri", "extra_css", "extra_javascript", "nav", "remote_name"),
    *("repo_name", "site_author", "site_description", "site_name"),
)


def _plain(value: Any) -> Any:  # whatever a configuration holds
    if isinstance(value, str):
        return without_passwords(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if type(value) is dict:
        return {_plain(key): _plain(one) for key, one in value.items()}
    if hasattr(value, "path") and isinstance(value.path, str):  # a script with attributes
        value.path = without_passwords(value.path)
    return value
