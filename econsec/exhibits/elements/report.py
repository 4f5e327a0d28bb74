"""The report as the notebook speaks it: who is meant, in which language, and the three things it says."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from econsec import provenance
from econsec.exhibits.elements.exhibit import Exhibit, cited, show
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.parties import Parties
from econsec.exhibits.elements.table import kept
from econsec.i18n.own_sentences import bring, is_own
from econsec.i18n.text import catalogue, parts

if TYPE_CHECKING:
    from altair.vegalite.v6.api import TopLevelMixin

    from econsec.exhibits.elements.table import Table
    from econsec.exhibits.picks.picks import Picks
    from econsec.store.catalog import Dataset


PAGE = "application/vnd.econsec.page+json"
CLAIM = "application/vnd.econsec.claim+json"
METHOD = "application/vnd.econsec.method+json"
LISTED = "top_ten"  # the caveat of a source that lists the largest partners only
LISTS_ONLY = {"caveat.headings"}  # what is said of such lists, and of no complete table
BACI, BACI_ONLY = "baci", {"caveat.origin"}  # what is said of BACI's figures, and of nobody else's
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")  # the key of a message, told from a text by its dots


def today() -> dt.date:
    """Return the day a report speaks of: ``SOURCE_DATE_EPOCH`` where it is set, else today (UTC).

    Reference: the reproducible-builds.org specification of ``SOURCE_DATE_EPOCH``.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date()


class Described(Protocol):
    """What a method note needs of the definition of an indicator or a decision."""

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


@dataclass(frozen=True)
class Report(Parties):
    """A report in one language; every sentence and chart is written through it.

    Parameters
    ----------
    importer, partner, rival, year, language
        As for `Parties`.
    data : tuple of Dataset
        Whose figures it speaks of just now, see :meth:`on`.

    Examples
    --------
    >>> here = Report("JPN", "India", "China", 2024, "ja")
    >>> here.partner, here.text("source.of", line="BACI")
    ('IND', '出典：BACI')
    """

    data: tuple[Dataset, ...] = ()

    def saying(self, path: str) -> Report:
        """Return the report, which knows the sentences of a file from now on.

        They are read by :func:`econsec.i18n.own_sentences.bring`.

        Parameters
        ----------
        path : str
            The TOML file that lies beside the notebook.
        """
        bring(path)
        return self

    def on(self, *data: Dataset) -> Report:
        """Return the report as it speaks of these data: an exhibit described through it says whose they are.

        Examples
        --------
        >>> from econsec.store.catalog import dataset
        >>> [one.name for one in Report("JPN", "IND", "CHN", 2024).on(dataset("wdi")).data]
        ['wdi']
        """
        return replace(self, data=data)

    @property
    def of_lists(self) -> bool:
        """Whether any of the data lists the largest partners only: who is not there is not zero."""
        return any(LISTED in one.source.caveats for one in self.data)

    def written(self, words: str, values: dict[str, Any]) -> str:
        """Write the message whose key is given; a text that is none stays as it is."""
        return self.text(words, **values) if KEY.fullmatch(words) else words

    def exhibit(  # noqa: PLR0913 - all that an exhibit is, by name
        self,
        key: str,
        values: dict[str, Any],
        *,
        table: Table,
        chart: TopLevelMixin | None = None,
        form: str = "",
        id: str = "",  # noqa: A002 - the anchor's own name
        caveats: Iterable[str] = (),
        also: dict[str, Any] | None = None,
        picks: Picks | None = None,
        **words: str,
    ) -> Exhibit:
        """Describe an exhibit of the report's data: what is drawn and tabled; its words are the messages under its key.

        Parameters
        ----------
        key : str
            Its messages are ``KEY.headline``, ``KEY.subtitle``, ``KEY.alt`` (else the headline), ``KEY.caption`` (else
            the subtitle) and, where there is one, ``KEY.topic``.
        values : dict
            What they are filled with.
        table : Table
            The figures. A heading that is the key of a message is written.
        chart : altair chart, optional
            None where the table is the exhibit.
        form : str
            Which of several findings it is: ``KEY.headline.FORM``; other words that have this form take it too.
        id : str
            The anchor; the last part of the key unless given.
        caveats : iterable of str
            Keys of messages (``caveat.gravity``), names of the sources' closed list (``wdi_sparse``), or sentences.
        also : dict, optional
            What the other words are filled with besides, and the headline is not.
        picks : Picks, optional
            What a reader of the interactive page may pick instead.
        **words : str
            Headline, subtitle, alt, caption or topic that is another message than that under the key.

        Examples
        --------
        >>> import pandas as pd
        >>> from econsec.exhibits.elements.table import Column, Table
        >>> from econsec.store.catalog import dataset
        >>> sold = pd.DataFrame({"name": ["Japan"], "value": [2.0]})
        >>> table = Table(sold, (Column("name", "column.economy"), Column("value", "table.times", "dec1")))
        >>> here = Report("JPN", "IND", "CHN", 2024).on(dataset("wdi"))
        >>> made = here.exhibit("standing", {"of": 2, "mine_n": 1, "theirs_n": 1, "mine": ["A"], "theirs": ["B"]},
        ...     table=table, caveats=["wdi_sparse"])
        >>> made.id, [column.label for column in made.table.columns]
        ('standing', ['Economy', 'Times'])
        """
        known = catalogue(self.language)

        def word(part: str, otherwise: str = "") -> str:
            keys = [f"{key}.{part}.{form}"] * bool(form) + [f"{key}.{part}"]
            found = words.get(part) or next((one for one in keys if one in known), otherwise)
            return self.written(found, values if part == "headline" else values | (also or {}))

        headline = word("headline", f"{key}.headline")
        subtitle = word("subtitle", f"{key}.subtitle")
        columns = tuple(replace(column, label=self.written(column.label, values)) for column in table.columns)
        unsaid = set() if self.of_lists else LISTS_ONLY
        if not any(one.source.id.startswith(BACI) for one in self.data):
            unsaid = unsaid | BACI_ONLY
        return Exhibit(
            id=id or key.rpartition(".")[2].replace("_", "-"),
            headline=headline,
            subtitle=subtitle,
            alt=word("alt", headline),
            chart=chart,
            table=replace(table, columns=columns, caption=word("caption", subtitle), catalogued=not is_own(key)),
            datasets=self.data,
            language=self.language,
            caveats=tuple(self._caveat(one, values) for one in caveats if one not in unsaid),
            topic=word("topic"),
            asked={**self.roles, "year": self.year},
            picks=picks,
        )

    def _caveat(self, caveat: str, values: dict[str, Any]) -> str:
        listed = caveat in provenance.caveats()
        return provenance.caveat(caveat, self.language) if listed else self.written(caveat, values)

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
        show({PAGE: payload, "text/markdown": f"# {title}", "text/plain": title})

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
        # Of figures that anybody may use nothing is left out: whose they are stands below the exhibits.
        data = data or tuple(one for one in self.data if not one.source.commercial)
        said = parts(key, self.language, **self._values(values))
        plain = "".join(passage for passage, _ in said)
        payload = {
            "version": 1,
            "id": key,
            "role": role,
            "language": self.language,
            "parts": [{"text": passage, "strong": bold} for passage, bold in said],
            "text": plain,
            "values": kept(values),
            "asked": {**self.roles, "year": self.year},
        }
        if data:
            payload["sources"] = [cited(dataset, self.language) for dataset in data]
        marked = "".join(f"**{passage}**" if bold else passage for passage, bold in said)
        show({CLAIM: payload, "text/markdown": marked, "text/plain": plain})

    def show(self, *exhibits: Exhibit | Gap) -> None:
        """Show exhibits: to the page as one figure each, to JupyterLab as heading, live chart and table."""
        for exhibit in exhibits:
            if isinstance(exhibit, Gap):
                self.on(*exhibit.data).note(exhibit.key, *exhibit.data, **exhibit.values)
                continue
            for data, metadata in exhibit.bundles():
                show(data, metadata)

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
        show({METHOD: payload, "text/markdown": marked, "text/plain": marked})


def _noted(one: Described) -> dict[str, str]:
    """Set a formula in the reader's own words with the text: the reference beside it is cited as it was published."""
    if one.formula.isascii():
        return {"term": one.term, "text": one.text, "reference": "; ".join(filter(None, [one.formula, one.reference]))}
    return {"term": one.term, "text": f"{one.text}（{one.formula}）", "reference": one.reference}
