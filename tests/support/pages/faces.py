"""Three machines in one: Chromium that finds a single Latin face of letters, wide or narrow, and a Japanese one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FONTS = Path(sys.prefix) / "fonts"  # by .ci/browser.sh
FACES = {"dejavu": "DejaVu Sans", "liberation": "Liberation Sans", "noto": "Noto Sans"}
#: The whole browser suite in one of them; without it, in what this machine has.
CHOSEN = os.environ.get("ECONSEC_TEST_FONTS", "")
CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/conf.d</include>
<reset-dirs/><dir>{latin}</dir><dir>{japanese}</dir><cachedir>{cache}</cachedir>
<match><test name="family"><string>sans-serif</string></test>
<edit name="family" mode="prepend" binding="strong"><string>{family}</string></edit></match>
</fontconfig>
"""


def environment(face: str, folder: Path) -> Mapping[str, str]:
    """Return the environment of a program that is to find one face and the Japanese; its configuration is kept here."""
    if not face:
        return dict(os.environ)
    latin, japanese = FONTS / face, FONTS / "ja"
    for each in (latin, japanese):
        assert any(each.glob("*")), f"no fonts in {each}; run: make browser"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "fonts.conf"
    file.write_text(
        CONFIGURATION.format(latin=latin, japanese=japanese, cache=folder / "cache", family=FACES[face]),
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
