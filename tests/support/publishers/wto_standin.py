"""The WTO's Timeseries on loopback: duties of two members by product and year."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from standins import Reply, Request

NAMES = {"392": "Japan", "356": "India"}


@dataclass
class Wto:
    """Answers as documented; what a test changes of it are its attributes."""

    years: int = 6
    many: int = 1
    change: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda row: row

    def __call__(self, one: Request) -> Reply:
        first = int(one.params["ps"].partition("-")[0])
        found = [
            {
                "IndicatorCategoryCode": "TP_MARKET_ACCESS",
                "IndicatorCategory": "Tariff indicators - by products",
                "IndicatorCode": one.params["i"],
                "Indicator": "MFN - Simple average ad valorem duty",
                "ReportingEconomyCode": one.params["r"],
                "ReportingEconomy": NAMES[one.params["r"]],
                "PartnerEconomyCode": "",
                "PartnerEconomy": "",
                "ProductOrSectorClassificationCode": "HS",
                "ProductOrSectorClassification": "HS (Harmonized System)",
                "ProductOrSectorCode": one.params["pc"],
                "ProductOrSector": "Rare-earth metals",
                "PeriodCode": "A",
                "Period": "Annual",
                "FrequencyCode": "A",
                "Frequency": "Annual",
                "UnitCode": "PC",
                "Unit": "Percent",
                "Year": first + number,
                "ValueFlagCode": "",
                "ValueFlag": "",
                "TextValue": "",
                "Value": 3.5 + number,
            }
            for number in range(self.years)
        ] * self.many
        rows = [row for row in map(self.change, found) if row is not None]
        return Reply(json.dumps({"Dataset": rows[: int(one.params["max"])]}).encode())
