"""India's TradeStat on loopback: a form with a token and a cookie, and a page of one code and month by economy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from standins import Reply, Request

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - as one reads them
#: As TradeStat writes them; the last is rounded to nothing.
PARTNERS = {"CHINA P RP": 4.25, "JAPAN": 1.5, "UNSPECIFIED": 0.25, "NEPAL": 0.0}
NOTHING = "<html><body><p>No Record Found</p></body></html>"


@dataclass
class TradeStat:
    """Answers as documented; what a test changes of it are its attributes."""

    latest: tuple[int, int] = (2025, 12)
    good_for: int = 10_000  # questions that a token is good for
    untraded: tuple[tuple[str, int], ...] = ()  # codes and months in which there was nothing
    stage: str = "P"
    change: Callable[[str], str] = lambda text: text
    asked: list[dict[str, str]] = field(default_factory=list)
    forms: int = 0
    left: int = 0

    def __call__(self, one: Request) -> Reply:
        if not one.body:
            self.forms, self.left = self.forms + 1, self.good_for
            page = f'<html><form><input type="hidden" name="_token" value="t{self.forms}"></form></html>'
            headers = {"Content-Type": "text/html", "Set-Cookie": f"session=s{self.forms}; path=/; httponly"}
            return Reply(page.encode(), headers=headers)
        form = {name: values[0] for name, values in parse_qs(one.body.decode()).items()}
        self.left -= 1
        session = f"session=s{self.forms}"
        if form["_token"] != f"t{self.forms}" or one.headers.get("cookie") != session or self.left < 0:
            return Reply(b"", 419)
        self.asked.append(form)
        mark = "im" if one.path.endswith("import") else ""
        year, month, code = int(form[f"{mark}ddYear"]), int(form[f"{mark}ddMonth"]), form["hscodesearch"]
        assert (form[f"{mark}ddReportVal"], form[f"{mark}ddReportYear"]) == ("1", "2")
        if (year, month) > self.latest or (code, month) in self.untraded:
            return Reply(NOTHING.encode(), headers={"Content-Type": "text/html"})
        name = MONTHS[month - 1]
        heads = ["S.No.", "Country", f"{name}-{year - 1}(R)", f"{name}-{year}({self.stage})", "%Growth"]
        rows = [
            f"<tr><td>{number}</td><td>{partner}</td><td>{size * month / 2:,.2f}</td><td>{size * month:,.2f}</td>"
            f"<td>100.00</td></tr>"
            for number, (partner, size) in enumerate(PARTNERS.items(), 1)
        ]
        whole = sum(PARTNERS.values())
        text = (
            f"<html><p>Commodity: {code} RARE EARTH METALS</p><p>Values in US$ Million</p><table id='example1'>"
            f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody><tfoot><tr><td></td><td>Total</td><td>{whole * month / 2:,.2f}</td>"
            f"<td>{whole * month:,.2f}</td><td>100.00</td></tr><tr><td></td><td>India's Total</td><td>9,999.00</td>"
            "<td>9,999.00</td><td></td></tr></tfoot></table></html>"
        )
        return Reply(self.change(text).encode(), headers={"Content-Type": "text/html"})
