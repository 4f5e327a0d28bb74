"""The site made of these pages: `make docs`. Nothing is fetched; a warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import made  # noqa: E402 - beside this file

import econsec  # noqa: E402

project, author, release = "econsec", "The econsec authors", econsec.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
exclude_patterns = ["_site"]
html_theme = "pydata_sphinx_theme"
html_title = "econsec"
html_show_sourcelink = html_copy_source = False
html_theme_options = {
    "icon_links": [],
    "use_edit_page_button": False,
    "navigation_with_keys": False,
    # All pages under their four captions at the left: a row of them at the top holds five and hides the rest.
    "navbar_center": [],
    "primary_sidebar_end": [],
}
html_sidebars = {"**": ["globaltoc.html"]}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
numpydoc_show_class_members = False
autodoc_typehints = "none"
# What stands before the pages of the site: README and CONTRIBUTING lie outside of it.
suppress_warnings = ["myst.xref_missing"]


def setup(app: object) -> None:
    """Write the pages that are made from the package before any is read."""
    del app
    made.write(HERE / "_made")
