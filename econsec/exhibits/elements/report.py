"""The report as the notebook speaks it: who is meant, in which language, and the three things it says."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from IPython.display import display as _display

from econsec.codes.economies import economy
from econsec.errors import ParameterError
from econsec.exhibits.elements.exhibit import Exhibit, cited
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.table import plain as json_value
from econsec.exhibits.elements.theme import Palette
from econsec.i18n.languages import language as known_language
from econsec.i18n.text import parts, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from econsec.store.catalog import Dataset

PAGE = "application/vnd.econsec.page+json"
CLAIM = "application/vnd.econsec.claim+json"
METHOD = "application/vnd.econsec.method+json"


def today() -> dt.date:
    """Return the day a report speaks of: ``SOURCE_DATE_EPOCH`` where it is set, else today (UTC).

    Reference: the reproducible-builds.org specification of ``SOURCE_DATE_EPOCH``.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date()


@dataclass(frozen=True)
class Report:
    """The parts of a report and its language; every sentence and chart is written through it.

    Parameters
    ----------
    importer, partner, rival : str
        Codes or names of three different economies: who buys, who could supply instead, who supplies now.
    year : int
        Calendar year of the figures.
    language : str
        ``en`` or ``ja``.

    Raises
    ------
    UnknownEconomyError
        A name is no economy.
    ParameterError
        Two of the three are the same, or the language is none that reports are written in.

    Examples
    --------
    >>> here = Report("JPN", "India", "China", 2024, "ja")
    >>> here.partner, here.text("source.of", line="BACI")
    ('IND', '出典：BACI')
    """

    importer: str
    partner: str
    rival: str
    year: int
    language: str = "en"

    def __post_init__(self) -> None:
        for part in ("importer", "partner", "rival"):
            object.__setattr__(self, part, economy(getattr(self, part)).iso3)
        object.__setattr__(self, "language", known_language(self.language))
        if len({self.importer, self.partner, self.rival}) < 3:  # noqa: PLR2004 - importer, partner, rival
            raise ParameterError(
                f"importer {self.importer}, partner {self.partner}, rival {self.rival}",
                expected="three different economies",
            )

    @cached_property
    def palette(self) -> Palette:
        """Return the colours of the three economies."""
        return Palette(self.importer, self.partner, self.rival)

    @property
    def roles(self) -> dict[str, str]:
        """Return importer, partner and rival as arguments by name."""
        return {"importer": self.importer, "partner": self.partner, "rival": self.rival}

    @property
    def reversed(self) -> Report:
        """Return the same report with importer and partner changed over."""
        return Report(self.partner, self.importer, self.rival, self.year, self.language)

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        known = {"importer": self.importer, "partner": self.partner, "rival": self.rival, "year": str(self.year)}
        return known | values

    def text(self, key: str, **values: Any) -> str:  # noqa: ANN401
        """Write a message; importer, partner, rival and year are known to it."""
        return text(key, self.language, **self._values(values))

    def page(self, key: str, facts: dict[str, str], **values: Any) -> None:  # noqa: ANN401
        """Open the report: its title, and what a reader must know before the first figure.

        Parameters
        ----------
        key : str
            ``KEY.kicker`` and ``KEY.title`` are messages.
        facts : dict of str to str
            Key of a label to what it says, such as the vintage of the data.
        **values
            What the title and the kicker speak of besides the parts of the report.
        """
        title = self.text(f"{key}.title", **values)
        payload = {
            "version": 1,
            "kicker": self.text(f"{key}.kicker", **values),
            "title": title,
            "lede": None,
            "facts": [{"label": self.text(f"fact.{label}"), "value": value} for label, value in facts.items()],
            "language": self.language,
        }
        _show({PAGE: payload, "text/markdown": f"# {title}", "text/plain": title})

    def answer(self, key: str, *data: Dataset, **values: Any) -> None:  # noqa: ANN401
        """Say one sentence of the answer, which stands on the first screen.

        Parameters
        ----------
        key : str
            The message.
        data : Dataset
            Whose figures it speaks of, where they may forbid commercial use: it is left out together with the exhibits.
        values : object
            What the message is filled with.
        """
        self._say(key, "answer", data, values)

    def claim(self, key: str, *data: Dataset, **values: Any) -> None:  # noqa: ANN401
        """Say a sentence with computed values; its arguments are those of :meth:`answer`."""
        self._say(key, "claim", data, values)

    def note(self, key: str, *data: Dataset, **values: Any) -> None:  # noqa: ANN401
        """Say what the data do not cover, or how to read what follows; as :meth:`answer`."""
        self._say(key, "note", data, values)

    def _say(self, key: str, role: str, data: tuple[Dataset, ...], values: dict[str, Any]) -> None:
        said = parts(key, self.language, **self._values(values))
        plain = "".join(passage for passage, _ in said)
        payload = {
            "version": 1,
            "id": key,
            "role": role,
            "language": self.language,
            "parts": [{"text": passage, "strong": bold} for passage, bold in said],
            "text": plain,
            "values": {name: json_value(value) for name, value in values.items()},
        }
        if data:
            payload["sources"] = [cited(dataset, self.language) for dataset in data]
        marked = "".join(f"**{passage}**" if bold else passage for passage, bold in said)
        _show({CLAIM: payload, "text/markdown": marked, "text/plain": plain})

    def show(self, *exhibits: Exhibit | Gap) -> None:
        """Show exhibits: to the page as one figure each, to JupyterLab as heading, live chart and table."""
        for exhibit in exhibits:
            if isinstance(exhibit, Gap):
                self.note(exhibit.key, *exhibit.data, **exhibit.values)
                continue
            for data, metadata in exhibit.bundles():
                _show(data, metadata)

    def method(self, describe: Callable[[str, str], Described], *names: str) -> None:
        """Close the report with its method notes.

        Parameters
        ----------
        describe : callable
            `indicators.describe`: a name and a language to a definition.
        names : str
            The indicators that the report uses.
        """
        found = [describe(name, self.language) for name in names]
        items = [_noted(one) for one in found]
        marked = "\n".join(f"- **{item['term']}**: {item['text']} ({item['reference']})" for item in items)
        payload = {"version": 1, "language": self.language, "items": items}
        _show({METHOD: payload, "text/markdown": marked, "text/plain": marked})


def _noted(one: Described) -> dict[str, str]:
    """Set a formula in the reader's own words with the text: the reference beside it is cited as it was published."""
    if one.formula.isascii():
        return {"term": one.term, "text": one.text, "reference": "; ".join(filter(None, [one.formula, one.reference]))}
    return {"term": one.term, "text": f"{one.text}（{one.formula}）", "reference": one.reference}


class Described(Protocol):
    """What a method note needs of a definition."""

    @property
    def term(self) -> str:
        """What it is called."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def formula(self) -> str:
        """How it is computed."""

    @property
    def reference(self) -> str:
        """Who defined it."""


def _show(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
    """Hand a bundle of representations to whoever runs the notebook."""
    _display(data, metadata=metadata or {}, raw=True)  # type: ignore[no-untyped-call]
