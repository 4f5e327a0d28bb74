"""ScienceBase on loopback: two items that bear one file name, and the file of a release, cut small."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from standins import Reply, Request

HEAD = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes"
)
#: Chapter, commodity, detail and unit as the release writes them, of a series that the reader knows.
SERIES = ("TUNGSTEN", "Tungsten", "Mine production", "metric tons")


@dataclass
class ScienceBase:
    """Answers as documented; what a test changes of it are its attributes."""

    series: tuple[str, str, str, str] = SERIES
    change: Callable[[str], str] = lambda text: text
    others: bytes | None = None
    items: Callable[[dict[str, object]], object] = lambda said: said

    def text(self) -> bytes:
        chapter, commodity, detail, unit = self.series
        rows = [("China", "2024", "67,000"), ("China", "2025", ">66,000"), ("World total (rounded)", "2025", "85,000")]
        lines = [
            f"{chapter},World Mine Production and Reserves,{commodity},{country},"
            f'Production,{detail},{unit},{year},"{value}",,Yes,'
            for country, year, value in rows
        ]
        return "\r\n".join([HEAD, *lines, ""]).encode("cp1252")

    def __call__(self, one: Request) -> Reply:
        if "/file/get/" in one.path:
            return Reply(
                self.change(self.text().decode("cp1252")).encode("cp1252"), headers={"Content-Type": "text/csv"}
            )
        name = "MCS2026_Commodities_Data.csv"
        files = []
        for content in (self.text(), self.others or self.text()):
            digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
            checksum = {"type": "MD5", "value": digest}
            files.append([{"name": name, "size": len(content), "checksum": checksum}, {"name": "x.zip", "size": 1}])
        items = [{"id": f"69{number}", "title": "MCS", "files": each} for number, each in enumerate(files)]
        return Reply(json.dumps(self.items({"total": len(items), "items": items})).encode())
