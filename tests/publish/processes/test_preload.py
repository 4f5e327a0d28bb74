from __future__ import annotations

import json

import kit

from econsec.publish.processes.preload import imports


def test_imports_are_read_without_running_anything(tmp_path):
    cells = ["import json, os.path\nfrom math import pi as p, e", "from json import *\n1/0", "%magic\nimport never"]
    (tmp_path / "n.ipynb").write_text(json.dumps(kit.notebook(*cells)))
    found = imports(tmp_path / "n.ipynb")
    assert found == {"json", "os.path", "math:pi", "math:e", "IPython.display:display"}


def test_what_is_no_notebook_imports_nothing(tmp_path):
    for content in ("{", "{}", "[]", "null", '{"cells": null}', '{"cells": [{"cell_type": "code"}]}'):
        (tmp_path / "n.ipynb").write_text(content)
        assert imports(tmp_path / "n.ipynb") == set()
    assert imports(tmp_path / "gone.ipynb") == set()
