"""What every report reads before it asks its first question, read once for all of them."""

from __future__ import annotations

from econsec.codes.economies import LANGUAGES, economy
from econsec.codes.search import exact
from econsec.flows.shelves import EVERY_PAIR, MINERALS
from econsec.i18n.text import catalogue
from econsec.store.catalog import datasets


def read_ahead() -> None:
    """Read the catalogue, the economies, the index of names, the messages, and which codes each shelf answers for.

    For a process that others are forked from: it starts no thread, so nothing is asked of DuckDB here.
    """
    for language in LANGUAGES:
        catalogue(language)
    economy("JPN")
    datasets()
    exact("")
    for shelf in (MINERALS, EVERY_PAIR):
        shelf.inside([])
