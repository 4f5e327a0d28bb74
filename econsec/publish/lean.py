"""Imported first by the processes of the publisher: it keeps a second of grammar building out of each of them.

Where JupyterLab is installed, `jsonschema` loads `rfc3987_syntax`, which builds a grammar on import. A name that is
None in ``sys.modules`` is a failed import: all that is lost is the check of the formats iri and iri-reference, which no
notebook and no chart uses.
"""

from __future__ import annotations

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
