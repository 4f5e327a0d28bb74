"""e-Stat 3.0 on loopback: two articles, three economies, months of one year, in pages of any size."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from standins import Reply, Request

REFUSED = b'{"GET_STATS_DATA":{"RESULT":{"STATUS":100,"ERROR_MSG":"bad appId"}}}'


def result(status: int, said: str) -> bytes:
    return json.dumps({"GET_STATS_DATA": {"RESULT": {"STATUS": status, "ERROR_MSG": said}}}).encode()


@dataclass
class Estat:
    """Answers as documented; what a test changes of it are its attributes."""

    published: int = 9
    per_page: int = 50
    revised: float = 1.0
    change: Callable[[dict[str, str]], dict[str, str] | None] = lambda row: row
    about: Callable[[dict[str, object]], dict[str, object]] = lambda said: said

    def rows(self, year: str) -> list[dict[str, str]]:
        found = []
        for code, unit in (("280530000", "KG"), ("280530900", "")):
            for area in ("50105", "50123", "50999"):
                place = {"@cat01": code, "@area": area, "@time": f"{year}000000"}
                values = [round(100 * month * self.revised) if month <= self.published else 0 for month in range(1, 13)]
                found.append(place | {"@cat02": "140", "@unit": "1000yen", "$": str(sum(values))})
                for month, value in enumerate(values):
                    cell = 150 + 30 * month
                    found.append(place | {"@cat02": str(cell), "@unit": "", "$": "-"})
                    found.append(place | {"@cat02": str(cell + 10), "@unit": unit, "$": str(value // 10)})
                    found.append(place | {"@cat02": str(cell + 20), "@unit": "1000yen", "$": str(value)})
        return [row for row in map(self.change, found) if row is not None]

    def __call__(self, one: Request) -> Reply:
        rows, start = self.rows(one.params["cdTime"][:4]), int(one.params["startPosition"])
        part = rows[start - 1 : start - 1 + self.per_page]
        said: dict[str, object] = {"TOTAL_NUMBER": len(rows), "FROM_NUMBER": start, "TO_NUMBER": start + len(part) - 1}
        if start - 1 + len(part) < len(rows):
            said["NEXT_KEY"] = start + len(part)
        value: object = part[0] if len(part) == 1 else part
        data = {"RESULT_INF": self.about(said), "DATA_INF": {"VALUE": value}}
        answer = {"RESULT": {"STATUS": 0, "ERROR_MSG": "ok"}, "STATISTICAL_DATA": data}
        return Reply(json.dumps({"GET_STATS_DATA": answer}).encode())
