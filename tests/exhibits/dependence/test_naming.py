"""Every name that a dossier may be asked for: title, subject and reasons agree with the codes that were really read."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from few import few

from econsec import decisions, trade
from econsec.codes.search import materials
from econsec.codes.sectors import sectors
from econsec.codes.subjects import Subject, subject
from econsec.codes.tables import read
from econsec.errors import ParameterError, UnknownProductError
from econsec.exhibits import Report
from econsec.exhibits.dependence import naming, one_product
from econsec.exhibits.elements.gap import Gap
from econsec.flows.accounts import EXPORTS, IMPORTS
from econsec.store.catalog import dataset

if TYPE_CHECKING:
    from econsec.decisions.dependence.suppliers import Bought
    from econsec.flows.trade import Trade

YEAR, RIVAL = 2024, "CHN"
PAIRS = [("JPN", "IND"), ("DEU", "VNM"), ("USA", "KOR"), ("BRA", "AUS"), ("TWN", "NPL")]
BOTH = [pair for one in PAIRS for pair in (one, one[::-1])]
GROUPS = [one.name for one in sectors() if one.kind == "goods"]
EVERY = [
    *GROUPS,
    *materials(),
    *(code for name in ("chapters", "headings", "titles") for code in read(name)["product"]),
]
# Cases that went wrong once, and one of each digit count and shelf.
FEW = [
    "magnets",
    "gallium-group",
    "rare-earths",
    "gallium",
    "280530",
    "854143",
    "lithium",
    "graphite",
    "85",
    "30",
    "8542",
]
TOGETHER = [("850511", "8542"), ("tungsten", "3004"), ("magnets", "854143")]
SAID = {
    "magnets": "Permanent magnets of metal",
    "gallium-group": "Gallium and germanium with others",
    "rare-earths": "Rare earths",
    "gallium": "Gallium",
    "280530": "Rare-earth metals",
    "854143": "HS 854143",
    "lithium": "Lithium",
    "graphite": "Graphite",
    "85": "Electrical machinery and electronics",
}


@functools.cache
def told(names: tuple[str, ...]) -> tuple[Subject, Trade]:
    item = subject(names)
    return item, trade(item, year=YEAR)


def agree(names: tuple[str, ...], importer: str, partner: str) -> None:
    """Hold what is said of a subject against the codes that were read for it."""
    item, goods = told(names)
    here = Report(importer, partner, RIVAL, YEAR, "en")
    found = decisions.suppliers(goods, importer=importer, year=YEAR)
    named = naming.bought(here, item, found)
    if found.ranked.empty:
        assert (found.reason is not None) == (not found.products)
        reason_holds(found, goods, importer)
    else:
        shares = found.ranked["share"]
        assert found.reason is None
        assert shares.sum() == pytest.approx(1, abs=1e-3)
        titled(here, item, found, named)
        noted(here, item, found)
    ledger_holds(goods, importer, partner)


def titled(here: Report, item: Subject, found: Bought, named: str) -> None:
    """Hold the title: the whole by its own name, a part by the part's, with its share; codes tell what was read."""
    whole = item.title()
    if set(found.products) == set(item.codes):
        assert named == whole
        return
    assert named != whole
    assert all(code in named for code in found.products[: naming.SHOWN])
    if all(code.startswith(item.codes) for code in found.products):
        part = Subject(found.products, found.products).title()
        assert named.startswith(part)
        known = found.of_asked == found.of_asked
        assert "of what" in named
        assert ("not known" in named) != known
        assert not known or 0 < found.of_asked <= 1 + 1e-9
    else:
        assert "wider than asked" in named
        assert all(code.startswith(item.codes) or item.around([code]) for code in found.products)


def noted(here: Report, item: Subject, found: Bought) -> None:
    """Hold the caveats: of another fit there is one that names the codes, and of the same fit none."""
    shown = one_product.suppliers(here, found, "x")
    fit = {
        form: here.text(f"caveat.fit.{form}", codes=list(found.products[: one_product.ROWS]))
        for form in ("wider", "part")
    }
    begins = {form: text.removesuffix(".") for form, text in fit.items()}
    carried = [form for form, text in begins.items() if any(one.startswith(text) for one in shown.caveats)]
    assert carried == ([] if found.fit == "same" else [found.fit])


def reason_holds(found: Bought, goods: Trade, importer: str) -> None:
    """Hold why nobody is named against the totals themselves."""
    known = []
    for way in goods.ways():
        now = way.of(year=YEAR)
        sides = [now.side(importer, side)["total"] for side in (IMPORTS, EXPORTS)]
        if sides[0].notna().any():
            known.append([float(side.sum()) for side in sides])
    if not known:
        assert found.reason == "not covered"
        return
    (bought, sold), *_ = known
    assert found.reason == ("buys none" if not bought else "net exporter" if bought < sold else "not listed")
    assert found.reason_of


def ledger_holds(goods: Trade, importer: str, partner: str) -> None:
    """Hold why nothing can be replaced: an amount from the rival is never called none, nor one unknown."""
    sized = decisions.sellers.sized(goods, importer=importer, partner=partner, rival=RIVAL, year=YEAR)
    if len(sized):
        assert (sized["from_rival"] > 0).all()
        return
    amounts = [way.of(year=YEAR).between(RIVAL, importer)["value"] for way in goods.ways()]
    sold = any((amount > 0).any() for amount in amounts)
    none = any(len(amount) and (amount == 0).all() for amount in amounts)
    reason = sized.attrs["reason"]
    assert reason != "nothing to replace" or none
    assert reason != "rival not told" or not (sold and _tells(goods, partner))


def _tells(goods: Trade, partner: str) -> bool:
    return any(way.of(year=YEAR).side(partner, EXPORTS)["total"].notna().all() for way in goods.ways())


@pytest.mark.parametrize("name", few(FEW, 5))
def test_what_is_said_of_a_name_agrees_with_the_codes_that_were_read(name):
    for pair in BOTH[:4]:
        agree((name,), *pair)


def test_a_part_is_never_said_to_be_more_than_its_whole():
    """Iron ore of India, HS 2601: its two codes in BACI by HS 1992 are 103 % of the heading by HS 2017."""
    agree(("2601",), "IND", "JPN")
    item, goods = told(("2601",))
    named = naming.bought(
        Report("IND", "JPN", RIVAL, YEAR, "en"), item, decisions.suppliers(goods, importer="IND", year=YEAR)
    )
    assert "not known" in named


@pytest.mark.parametrize("names", TOGETHER, ids=" ".join)
def test_two_asked_together_are_titled_by_both_or_by_the_one_that_was_read(names):
    item, _ = told(names)
    assert all(subject([name]).title().lower() in item.title().lower() for name in names)
    for pair in BOTH[:2]:
        agree(names, *pair)


@pytest.mark.slow
@pytest.mark.timeout(1200)  # 382 names, half a second each
@pytest.mark.parametrize("importer", [pair[0] for pair in BOTH])
def test_what_is_said_of_every_name_of_the_catalogue_agrees_with_its_codes(importer):
    partner = dict(BOTH)[importer]
    for name in dict.fromkeys(EVERY):
        agree((name,), importer, partner)


@pytest.mark.parametrize("name", SAID)
def test_a_subject_has_its_own_title(name):
    assert SAID[name] in subject([name]).titles["en"] or subject([name]).title() == SAID[name]


@pytest.mark.parametrize("name", ["galium", "magnetz", "rare-erths", "85414", "999999"])
def test_what_is_no_subject_is_refused_with_what_to_do(name):
    with pytest.raises((ParameterError, UnknownProductError)) as refused:
        subject([name])
    assert "Did you mean" in str(refused.value) or "digits" in str(refused.value)


def test_a_gap_of_rules_says_which_of_four_reasons_it_is(report):
    rows = decisions.agreed(decisions.verdicts(trade("850511", year=YEAR), importers=["JPN"], rival=RIVAL, year=YEAR))
    ours = decisions.suppliers(trade("850511", year=YEAR), importer="JPN", year=YEAR)
    said = set()
    for reason in ("buys none", "net exporter", "not listed", "not covered"):
        theirs = one_product_reason(reason)
        shown = one_product.rules(report.on(dataset("baci_minerals")), rows, list(decisions.RULES), "x", [ours, theirs])
        assert not isinstance(shown, Gap)
        said.add(shown.headline)
    assert len(said) == 4


def one_product_reason(reason: str) -> Bought:
    nobody = decisions.suppliers(trade("8507", year=YEAR), importer="DEU", year=YEAR)
    return replace(nobody, reason=reason)


def test_the_catalogue_is_asked_whole():
    assert len(set(EVERY)) > 350
