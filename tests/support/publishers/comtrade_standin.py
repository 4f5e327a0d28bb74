"""Comtrade on loopback: rare-earth metals that Japan buys and sells, by partner, in years and months."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from standins import Reply, Request

PARTNERS = {"0": 60, "156": 40, "704": 15, "490": 4, "899": 1}
HOST = "comtradeapi.un.org"
LAST_MONTH = "202509"


@dataclass
class Comtrade:
    """Answers as documented; what a test changes of it are its attributes."""

    cap: int = 0
    last_month: str = LAST_MONTH
    revised: dict[str, float] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    codes: tuple[str, ...] = ("280530", "850511")

    def rows(self, one: Request) -> list[dict[str, object]]:
        found = []
        for period in one.params["period"].split(","):
            if period > (self.last_month if len(period) == 6 else "2025"):
                continue
            for code in one.params["cmdCode"].split(","):
                for flow in one.params["flowCode"].split(","):
                    if code in self.codes and one.params["reporterCode"] == "392":
                        found += [self.row(period, code, flow, partner) for partner in PARTNERS]
        return found

    def row(self, period: str, code: str, flow: str, partner: str) -> dict[str, object]:
        size = PARTNERS[partner] * (1000 if flow == "M" else 10) * self.revised.get(period, 1.0)
        return {
            "typeCode": "C",
            "freqCode": "A" if len(period) == 4 else "M",
            "refPeriodId": int(f"{period}0101"[:8]),
            "refYear": int(period[:4]),
            "refMonth": int(period[4:] or 52),
            "period": period,
            "reporterCode": 392,
            "reporterISO": None,
            "flowCode": flow,
            "partnerCode": int(partner),
            "partner2Code": 0,
            "classificationCode": "H6" if period >= "2022" else "H5",
            "isOriginalClassification": True,
            "cmdCode": code,
            "aggrLevel": 6,
            "isLeaf": True,
            "customsCode": "C00",
            "mosCode": "0",
            "motCode": 0,
            "qtyUnitCode": 8,
            "qty": size / 10,
            "netWgt": size / 10,
            "cifvalue": size if flow == "M" else None,
            "fobvalue": None if flow == "M" else size,
            "primaryValue": size,
            "isReported": False,
            "isAggregate": True,
            **self.extra,
        }

    def __call__(self, one: Request) -> Reply:
        rows = self.rows(one)
        if self.cap:
            rows = rows[: self.cap]
        body = {"elapsedTime": "0.03 secs", "count": len(rows), "data": rows, "error": ""}
        return Reply(json.dumps(body).encode())
