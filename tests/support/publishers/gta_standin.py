"""Global Trade Alert on loopback: measures of one economy, by page, with basic or with full access."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from standins import Reply, Request

ISO = {156: "CHN", 699: "IND"}
AFFECTED = [{"id": 392, "name": "Japan", "iso": "JPN"}, {"id": 840, "name": "United States", "iso": "USA"}]


@dataclass
class Gta:
    """Answers as documented; what a test changes of it are its attributes."""

    count: int = 3
    full: bool = False
    cap: int = 1000
    change: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda item: item
    asked: list[dict[str, Any]] = field(default_factory=list)

    def items(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        (code,) = wanted["implementer"]
        products = wanted["affected_products"]
        found = []
        for number in range(self.count):
            levels = [{"product_id": one, "prior_level": "0", "new_level": "5", "unit": None} for one in products]
            item = {
                "intervention_id": 138000 + number,
                "state_act_id": 87000 + number,
                "state_act_title": f"Export licensing of rare earths, part {number}",
                "intervention_url": f"https://www.globaltradealert.org/intervention/{138000 + number}",
                "state_act_url": f"https://www.globaltradealert.org/state-act/{87000 + number}",
                "gta_evaluation": "Red",
                "implementing_jurisdictions": [{"id": code, "name": "", "iso": ISO[code]}],
                "implementing_jurisdiction_groups": [],
                "affected_jurisdictions": AFFECTED,
                "implementation_level": "National",
                "eligible_firm": "all",
                "intervention_type": "Export licensing requirement",
                "mast_chapter": "P Export-related measures",
                "mast_subchapter": "P1",
                "affected_sectors": [341],
                "affected_products": levels if self.full else products,
                "date_announced": f"2025-{number % 9 + 1:02}-04",
                "date_published": "2025-10-08",
                "date_implemented": "2025-10-09",
                "date_removed": None,
                "is_in_force": 1,
            }
            if self.full:
                item |= {"intervention_description": "<p>", "state_act_source": "", "is_official_source": True}
            found.append(item)
        return [item for item in map(self.change, found) if item is not None]

    def __call__(self, one: Request) -> Reply:
        question = json.loads(one.body)
        self.asked.append(question)
        start = question["offset"]
        part = self.items(question["request_data"])[start : start + min(question["limit"], self.cap)]
        return Reply(json.dumps(part).encode())
