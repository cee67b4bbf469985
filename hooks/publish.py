"""The only file that MkDocs loads; its events are in `glossator_mkdocs`, for other sites too."""

from glossator_mkdocs import *  # noqa: F403
