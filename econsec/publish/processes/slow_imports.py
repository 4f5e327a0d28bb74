"""Imported first by the processes of the publisher: it keeps a second of grammar building out of each of them.

Where JupyterLab is installed, `jsonschema` loads `rfc3987_syntax`, which builds a grammar on import, and `isoduration`,
which brings another library of dates. A name that is None in ``sys.modules`` is a failed import: all that is lost is
the check of the formats iri, iri-reference and duration, which no notebook and no chart uses.
"""

from __future__ import annotations

import sys

for _name in ("isoduration", "rfc3987_syntax"):
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
