"""The hook of this repository, for a site whose notes have no data, no feeds and no own pages."""

import glossator_mkdocs.data
from glossator_mkdocs import *  # noqa: F403

glossator_mkdocs.data.published_formats = lambda _: ()
