"""The hook of this repository, for a site whose notes have no data, no feeds and no own pages."""

import glossator_mkdocs.for_machines
from glossator_mkdocs import *  # noqa: F403

glossator_mkdocs.for_machines.published_formats = lambda _: ()
