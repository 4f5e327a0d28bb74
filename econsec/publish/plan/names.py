"""Names that a portfolio may give, and languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

# Names become folders: nothing that a shell, a URL or a file system could read in another way.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
