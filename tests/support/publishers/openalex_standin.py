"""OpenAlex on loopback: works of two economies by year, in groups by the economies of their authors."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from standins import Reply, Request

COUNTRY = "https://openalex.org/countries/"


@dataclass
class OpenAlex:
    """Answers as documented; what a test changes of it are its attributes."""

    revised: int = 0
    many: bool = False
    change: Callable[[dict[str, object]], dict[str, object] | None] = lambda group: group
    about: Callable[[dict[str, object]], dict[str, object]] = lambda said: said

    def groups(self, economy: str) -> list[dict[str, object]]:
        counts = {economy: 1000 + self.revised, "US": 300, "IN" if economy == "JP" else "JP": 40, "unknown": 7}
        if self.many:
            counts |= {f"Q{number}": 1 for number in range(300)}
        found = [{"key": COUNTRY + code, "key_display_name": code, "count": n} for code, n in counts.items()]
        return [group for group in map(self.change, found) if group is not None]

    def __call__(self, one: Request) -> Reply:
        groups = self.groups(one.params["filter"].partition(":")[2][:2])
        size, start = int(one.params["per-page"]), 0
        said: dict[str, object] = {"count": 1000, "per_page": size}
        if (cursor := one.params.get("cursor")) is not None:
            start = 0 if cursor == "*" else int(cursor)
            said["next_cursor"] = str(start + size) if start + size < len(groups) else None
        part = groups[start : start + size]
        said["groups_count"] = len(part)
        return Reply(json.dumps({"meta": self.about(said), "results": [], "group_by": part}).encode())
