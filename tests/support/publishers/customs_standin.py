"""e-Stat's files of Japan Customs on loopback: 22 files a direction and year, one of them with rows of 2805."""

from __future__ import annotations

from dataclasses import dataclass

from standins import Reply, Request

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ROWS = (("280530000", "105", "KG"), ("280530000", "123", "KG"), ("280530000", "999", "KG"), ("28XXXXXXA", "105", ""))


@dataclass
class Customs:
    """Answers as documented; what a test changes of it are its attributes."""

    published: int = 9
    stage: str = "確報"
    april: str = "Apr"
    files: int = 22
    revised: float = 1.0
    months: bool = False

    def listing(self, one: Request) -> Reply:
        if self.months and "month" not in one.params:
            links = "".join(f'<a href="?year=20250&amp;month={code}">x</a>' for code in ("11010301", "23070809"))
            return Reply(f"<html>{links}</html>".encode(), headers={"Content-Type": "text/html"})
        start = 1000 * int(one.params["tclass2"][-3:])
        links = "".join(
            f'<a href="/stat-search/file-download?statInfId={start + number:012}&amp;fileKind=1">CSV</a>'
            for number in range(self.files)
        )
        return Reply(f"<html>{self.stage}{links}</html>".encode(), headers={"Content-Type": "text/html"})

    def text(self, identifier: str) -> str:
        flow, number = ("1" if identifier.startswith("000000181") else "2"), int(identifier[-3:])
        names = [self.april if month == "Apr" else month for month in MONTHS]
        head = ["Exp or Imp", "Year", "HS", "Country", "Unit1", "Unit2"]
        head += [f"{what}-{when}" for when in ("Year", *names) for what in ("Quantity1", "Quantity2", "Value")]
        lines = [",".join(head)]
        for code, country, unit in ROWS if number == 5 else (("010121000", "105", "NO"),):
            values = [round(100 * month * self.revised) if month <= self.published else 0 for month in range(1, 13)]
            cells = [flow, "2025", f"'{code}'", country, "  ", unit]
            for value in (sum(values), *values):
                cells += ["0", str(value // 10), str(value)]
            lines.append(",".join(cells))
        return "\r\n".join([*lines, ""])

    def __call__(self, one: Request) -> Reply:
        if one.path.endswith("/files"):
            return self.listing(one)
        return Reply(
            b"\xef\xbb\xbf" + self.text(one.params["statInfId"]).encode(), headers={"Content-Type": "text/csv"}
        )
