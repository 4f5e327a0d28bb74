"""Every fault that a publisher may have, for every connector: the right figures, or one sentence and what was."""

from __future__ import annotations

import json
import logging
import re
import traceback

import pandas as pd
import pytest
from comext_standin import Comext
from customs_standin import Customs
from estat_standin import REFUSED, Estat, result
from github_standin import Graph
from gta_standin import Gta
from imf_standin import Imf
from oecd_standin import QUESTION, Oecd
from openalex_standin import OpenAlex
from standins import CANARY, FAULTS, Reply, limits
from tradestat_standin import NOTHING, TradeStat
from usgs_standin import ScienceBase
from worldbank_standin import WRONG, WorldBank
from wto_standin import Wto

from econsec.errors import EconsecError, MissingFileError
from econsec.live import refreshing, updating
from econsec.store import load
from econsec.store.kept import vintages

SERIES = {"indicators": ["NY.GDP.MKTP.CD", "SP.POP.TOTL"]}


def csv(change):
    """Answer with every CSV changed as a text."""

    def answer(one):
        reply = Graph()(one)
        return Reply(change(reply.body.decode()).encode())

    return answer


def file(change):
    """Answer with every file of Japan Customs changed as a text."""

    def answer(one):
        reply = Customs()(one)
        text = reply.body.decode("utf-8-sig")
        return reply if one.path.endswith("/files") else Reply(change(text).encode())

    return answer


def listed(faulty):
    """Let a fault be one of the files, not of the listing, which is a web page."""
    return lambda one: Customs()(one) if one.path.endswith("/files") else faulty(one)


def release(change):
    """Answer with a release that was changed, and described as it is."""

    class Changed(ScienceBase):
        def text(self):
            return change(super().text().decode("cp1252")).encode("cp1252")

    return Changed()


def without(row, *names):
    return {name: value for name, value in row.items() if name not in names}


def without_next(said):
    return without(said, "NEXT_KEY")


def turned(text):
    lines = [line.split(",") for line in text.splitlines()]
    return "\n".join([",".join(reversed(cells)) for cells in lines]) + "\n"


def added(text):
    head, *lines = text.splitlines()
    return "\n".join([f"{head},mood", *(f"{line},sunny" for line in lines), ""])


def value_last(text):
    lines = [line.split(",") for line in text.splitlines()]
    return "\n".join([",".join([*cells[:6], *cells[7:], cells[6]]) for cells in lines]) + "\n"


def years_before(text):
    """Send the years before those asked for too, as the IMF's newer service does."""
    return text + "".join(line.replace(",2024-M", ",1999-M") + "\n" for line in text.splitlines() if ",2024-M" in line)


def blank(text):
    """Leave of a table of the OECD only the rows that say nothing of a period."""
    head, *lines = text.splitlines()
    return "\n".join([head, *(line for line in lines if ",2025-" not in line), ""])


def pages(change):
    """Answer with every page of JSON changed."""

    def answer(one):
        about, rows = json.loads(WorldBank()(one).body)
        return Reply(json.dumps(change(about, rows)).encode())

    return answer


#: The stand-in and the questions of each, and faults of its own answers.
CONNECTORS = {
    "worldbank": (
        WorldBank,
        [SERIES],
        {
            "error with 200": (lambda _: Reply(WRONG), "provided parameter value is not valid"),
            "no rows": (pages(lambda about, _: [about, None]), "without rows"),
            "an empty list": (pages(lambda about, _: [about, []]), "without rows"),
            "an object": (lambda _: Reply(b"{}"), "with a dict"),
            "a page again": (pages(lambda about, rows: [about | {"page": 1}, rows]), "sends page 1"),
            "fewer rows than said": (WorldBank(about={"total": 99}), "says 99 rows"),
            "no total": (pages(lambda about, rows: [about | {"total": ""}, rows]), "without 'total'"),
            "missing column": (WorldBank(extra={"date": "gone"}), "no column 'date'"),
            "new column": (WorldBank(extra={"mood": "sunny"}), "good"),
            "changed order": (
                pages(lambda about, rows: [about, [dict(reversed(row.items())) for row in rows]]),
                "good",
            ),
            "a word for a number": (WorldBank(extra={"value": ".."}), "is no number"),
            "another indicator": (WorldBank(extra={"indicator": {"id": "SP.POP.GROW"}}), "sends the indicator"),
            "unknown economy": (WorldBank(extra={"countryiso3code": "QQQ"}), "QQQ"),
            "a quarter": (WorldBank(extra={"date": "2024Q1"}), "sends the year '2024Q1'"),
            "a name that changes on the way": (
                pages(lambda about, rows: [about, [*rows[:-1], without(rows[-1], "value") | {"worth": 1}]]),
                "has no 'value', which others have",
            ),
            "years are gone": (WorldBank(last=2022), "nothing of 2023"),
            "archived": (WorldBank(gone=("SP.POP.TOTL",)), "good"),
            "other pages": (WorldBank(per_page=1000), "good"),
        },
    ),
    "innovation_graph": (
        Graph,
        [{"files": "all"}],
        {
            "missing column": (csv(lambda text: text.replace("iso2_code", "iso")), "no column 'iso2_code'"),
            "a column too many in the header": (csv(lambda text: text.replace(",", ",mood,", 1)), "no economy"),
            "new column": (csv(added), "good"),
            "changed order": (csv(turned), "good"),
            "a word for a number": (csv(lambda text: text.replace("2025,4", "2025,four")), "cannot be read"),
            "a line that breaks off": (csv(lambda text: text.rstrip("\n")[:-2] + "\n"), "cannot be read"),
            "without its last line": (csv(lambda text: text.rstrip("\n")), "without its last line"),
            "unknown economy": (csv(lambda text: text.replace("JP", "Q9")), "Q9"),
            "header alone": (csv(lambda text: text.splitlines()[0] + "\n"), "no row"),
            "years are gone": (Graph(last=2024), "nothing of 2025"),
            "two lines for one": (csv(lambda text: text + text.splitlines()[-1] + "\n"), "two rows for"),
        },
    ),
    "japan_customs": (
        Customs,
        [{"codes": ["2805"], "years": [2025, 2025]}],
        {
            "Apl for April": (Customs(april="Apl"), "good"),
            "the months listed first": (Customs(months=True), "good"),
            "no file listed": (Customs(files=0), "lists no exports of 2025"),
            "a listing cut off": (Customs(files=17), "lists 17 files"),
            "a page for a listing": (lambda _: Reply(b"<html>Sorry</html>"), "lists no exports"),
            "missing column": (file(lambda text: text.replace("Value-Jun", "Worth-Jun")), "no column 'Value-Jun'"),
            "new column": (file(added), "good"),
            "changed order": (file(turned), "good"),
            "a word for a number": (file(lambda text: text.replace(",300", ",many")), "cannot be read"),
            "an odd code": (file(lambda text: text.replace("280530000", "28053")), "sends the code '28053'"),
            "another flow": (file(lambda text: text.replace("\n1,2025", "\n3,2025")), "sends the flow '3'"),
            "another year": (file(lambda text: text.replace(",2025,", ",2024,")), "holds the year 2024"),
            "months that do not make the year": (
                file(lambda text: text.replace(",900", ",100")),
                "do not make its year",
            ),
            "without its last line": (file(lambda text: text.rstrip("\r\n")), "without its last line"),
            "no such code": (file(lambda text: text.replace("280530000", "290530000")), "no trade under 2805"),
            "two rows for one": (
                file(lambda text: text + "\r\n".join(text.splitlines()[1:3]) + "\r\n"),
                "two rows for",
            ),
            "months are gone": (Customs(published=7), "nothing of 2025-08"),
        },
    ),
    "estat": (
        Estat,
        [{"codes": ["280530"], "years": [2025, 2025]}],
        {
            "a key that is none": (lambda _: Reply(REFUSED, 403), "bad appId"),
            "the same with 200": (lambda _: Reply(REFUSED), "status 100: bad appId"),
            "no data": (lambda _: Reply(result(1, "none")), "no such figures"),
            "no table": (lambda _: Reply(result(300, "none")), "no such figures"),
            "an empty object": (lambda _: Reply(b"{}"), "without a result"),
            "one row a page": (Estat(per_page=37), "good"),
            "the first page again": (Estat(about=lambda said: said | {"FROM_NUMBER": 1}), "and sends"),
            "a page too few": (Estat(about=without_next), "and sends 50"),
            "a page left out": (Estat(about=lambda said: said | {"NEXT_KEY": 90}), "goes on at 90"),
            "no total": (Estat(about=lambda said: said | {"TOTAL_NUMBER": ""}), "without 'TOTAL_NUMBER'"),
            "missing column": (Estat(change=lambda row: without(row, "@area")), "no column '@area'"),
            "new column": (Estat(change=lambda row: row | {"@mood": "sunny"}), "good"),
            "a name that changes on the way": (
                Estat(change=lambda row: without(row, "$") | {"value": "1"} if row["@cat02"] == "200" else row),
                "has no '$', which others have",
            ),
            "changed order": (Estat(change=lambda row: dict(reversed(row.items()))), "good"),
            "a word for a number": (Estat(change=lambda row: row | {"$": "many"}), "cannot be read"),
            "an odd code": (Estat(change=lambda row: row | {"@cat01": "2805"}), "sends @cat01 '2805'"),
            "another year": (Estat(change=lambda row: row | {"@time": "2024000000"}), "sends the time"),
            "a month missing": (
                Estat(change=lambda row: None if row["@cat02"] == "200" else row),
                "do not make its year",
            ),
            "a cell that is none": (Estat(change=lambda row: row | {"@cat02": "155"}), "two figures"),
            "months are gone": (Estat(published=7), "nothing of 2025-08"),
        },
    ),
    "gta": (
        Gta,
        [{"codes": ["280530"], "reporter": "CHN", "years": [2025, 2025]}],
        {
            "a key that is none": (lambda _: Reply(b'{"detail":"Invalid API key."}', 401), "Invalid API key"),
            "error with 200": (lambda _: Reply(b'{"detail":"Invalid filter."}'), "answers: Invalid filter."),
            "an empty object": (lambda _: Reply(b"{}"), "without a list"),
            "a list of words": (lambda _: Reply(b'["measure"]'), "without a list"),
            "an empty list": (lambda _: Reply(b"[]"), "knows no such measure"),
            "full access": (Gta(full=True), "good"),
            "missing column": (Gta(change=lambda item: without(item, "is_in_force")), "no column 'is_in_force'"),
            "new column": (Gta(change=lambda item: item | {"mood": "sunny"}), "good"),
            "changed order": (Gta(change=lambda item: dict(reversed(item.items()))), "good"),
            "another economy": (
                Gta(change=lambda item: item | {"implementing_jurisdictions": [{"iso": "IND"}]}),
                "sends a measure of IND",
            ),
            "an evaluation that is none": (Gta(change=lambda item: item | {"gta_evaluation": "Blue"}), "that is none"),
            "a day that is none": (Gta(change=lambda item: item | {"date_announced": "4 July"}), "the day '4 July'"),
            "a day that no month has": (
                Gta(change=lambda item: item | {"date_removed": "2025-02-30"}),
                "cannot be read",
            ),
            "no announcement": (Gta(change=lambda item: item | {"date_announced": None}), "nobody has announced"),
            "a word for a number": (Gta(change=lambda item: item | {"intervention_id": "many"}), "many"),
            "an odd product": (Gta(change=lambda item: item | {"affected_products": [2805]}), "the product '2805'"),
            "the same measure again": (
                Gta(change=lambda item: item | {"intervention_id": 138000}),
                "sends a measure twice",
            ),
            "months are gone": (Gta(count=2), "nothing of 2025-03"),
        },
    ),
    "wto": (
        Wto,
        [{"codes": ["280530"], "reporter": "IND", "years": [2020, 2025]}],
        {
            "a key that is none": (
                lambda _: Reply(b'{"statusCode":401,"message":"Access denied due to invalid subscription key."}', 401),
                "invalid subscription key",
            ),
            "no content": (lambda _: Reply(b"", 204), "status 204"),
            "error with 200": (lambda _: Reply(b'{"message":"Invalid indicator"}'), "answers: Invalid indicator"),
            "an empty object": (lambda _: Reply(b"{}"), "without figures"),
            "a list": (lambda _: Reply(b"[]"), "without figures"),
            "an empty list": (lambda _: Reply(b'{"Dataset": []}'), "has no such duty"),
            "missing column": (Wto(change=lambda row: without(row, "Value")), "no column 'Value'"),
            "new column": (Wto(change=lambda row: row | {"Mood": "sunny"}), "good"),
            "changed order": (Wto(change=lambda row: dict(reversed(row.items()))), "good"),
            "a word for a number": (Wto(change=lambda row: row | {"Value": "free"}), "'free' is no number"),
            "a word for a year": (Wto(change=lambda row: row | {"Year": "last"}), "cannot be read"),
            "below zero": (Wto(change=lambda row: row | {"Value": -1}), "the duty -1"),
            "another year": (Wto(change=lambda row: row | {"Year": 1999}), "the year 1999"),
            "another member": (Wto(change=lambda row: row | {"ReportingEconomyCode": "392"}), "Code '392'"),
            "another name": (Wto(change=lambda row: row | {"ReportingEconomy": "Japan"}), "figures of Japan"),
            "another product": (Wto(change=lambda row: row | {"ProductOrSectorCode": "2805"}), "Code '2805'"),
            "another indicator": (Wto(change=lambda row: row | {"IndicatorCode": "HS_M_0010"}), "'HS_M_0010'"),
            "two duties for one": (Wto(change=lambda row: row | {"Year": 2020}), "two duties"),
            "at the cap": (Wto(many=2000, change=lambda _: {"Value": 1}), "its cap"),
            "no figure": (Wto(change=lambda row: row | {"Value": None}), "has no such duty"),
            "years are gone": (Wto(years=5), "nothing of 2025"),
        },
    ),
    "oecd": (
        Oecd,
        [{"questions": [QUESTION], "years": [2025, 2025]}],
        {
            "missing column": (Oecd(change=lambda text: text.replace("OBS_VALUE", "WORTH")), "no column 'OBS_VALUE'"),
            "new attribute": (Oecd(change=added), "good"),
            "new dimension": (
                Oecd(change=lambda text: text.replace("FREQ,", "FREQ,MOOD,").replace(",M,LI", ",M,sunny,LI")),
                "sends 10 dimensions",
            ),
            "changed order": (Oecd(change=turned), "columns in another order"),
            "the format before": (
                Oecd(change=lambda text: text.replace("STRUCTURE,STRUCTURE_ID,ACTION", "DATAFLOW,A,B")),
                "SDMX-CSV 1.0",
            ),
            "header alone": (Oecd(change=lambda text: text.splitlines()[0] + "\n"), "has no figure for"),
            "attributes alone": (Oecd(change=blank), "has no figure"),
            "small letters": (Oecd(change=lambda text: text.replace("DATAFLOW,", "dataflow,")), "good"),
            "another dataflow": (Oecd(change=lambda text: text.replace("DF_CLI", "DF_BCI")), "DF_BCI(4.1)'"),
            "another version": (Oecd(change=lambda text: text.replace("(4.1)", "(5.0)")), "DF_CLI(5.0)'"),
            "another area": (Oecd(change=lambda text: text.replace(",JPN,", ",USA,")), "sends REF_AREA 'USA'"),
            "another measure": (Oecd(change=lambda text: text.replace(",LI,", ",BCICP,")), "sends MEASURE 'BCICP'"),
            "an odd period": (Oecd(change=lambda text: text.replace("2025-03", "2025-W3")), "the period '2025-W3'"),
            "a word for a number": (Oecd(change=lambda text: text.replace("100.3", "many")), "cannot be read"),
            "the year is gone": (Oecd(change=lambda text: text.replace("2025-", "2024-")), "nothing of 2025-01"),
            "two rows for one": (Oecd(change=lambda text: text.replace("2025-03", "2025-02")), "two figures"),
            "without its last line": (Oecd(change=lambda text: text.rstrip("\n")), "without its last line"),
            "months are gone": (Oecd(months=7), "nothing of 2025-08"),
        },
    ),
    "imf": (
        Imf,
        [{"economies": ["JPN"], "years": [2024, 2025]}],
        {
            "missing column": (Imf(change=lambda text: text.replace("OBS_VALUE", "WORTH")), "no column 'OBS_VALUE'"),
            "no word on estimates": (Imf(change=lambda text: text.replace(",STATUS", ",STATE")), "no column 'STATUS'"),
            "new column": (Imf(change=added), "good"),
            "changed order": (Imf(change=turned), "good"),
            "the value last": (Imf(change=value_last), "columns in another order"),
            "the format before": (Imf(change=lambda text: text.replace("DATAFLOW", "STRUCTURE")), "'DATAFLOW'"),
            "header alone": (Imf(change=lambda text: text.splitlines()[0] + "\n"), "has no figure for JPN"),
            "the dataset's row alone": (Imf(last=(2023, 12)), "has no figure for JPN in 2024 to 2025"),
            "a line that breaks off": (Imf(change=lambda text: text[: text.rindex(",USD")]), "a line that breaks off"),
            "no number": (Imf(change=lambda text: text.replace(".5,6", ".5e999,6", 1)), "e999'. Expected a number"),
            "a number that breaks off": (Imf(change=lambda text: text[: text.rindex(".5,6")]), "that breaks off"),
            "without its last line feed": (Imf(change=lambda text: text.rstrip("\n")), "good"),
            "another dataflow": (Imf(change=lambda text: text.replace("IMTS(", "ITG(")), "sends 'IMF.STA:ITG(1.0.0)'"),
            "another version": (Imf(change=lambda text: text.replace("(1.0.0)", "(1.1.0)")), "good"),
            "another economy": (Imf(change=lambda text: text.replace(",JPN,", ",KOR,")), "sends COUNTRY 'KOR'"),
            "imports without freight": (
                Imf(change=lambda text: text.replace("MG_CIF_USD", "MG_FOB_USD")),
                "sends INDICATOR 'MG_FOB_USD'",
            ),
            "by quarter": (Imf(change=lambda text: text.replace(",M,", ",Q,")), "sends FREQUENCY 'Q'"),
            "in another currency": (Imf(change=lambda text: text.replace(",USD,", ",EUR,")), "sends UNIT 'EUR'"),
            "another scale": (Imf(change=lambda text: text.replace(".5,6,", ".5,0,")), "sends SCALE '0'"),
            "in millions": (Imf(change=lambda text: text.replace("0000", "")), "they may be millions"),
            "a quarter": (Imf(change=lambda text: text.replace("2025-M03", "2025-Q1")), "sends the period '2025-Q1'"),
            "a word for a number": (Imf(change=lambda text: text.replace("40000003.5", "many")), "the value 'many'"),
            "below zero": (Imf(change=lambda text: text.replace(",400000", ",-400000")), "below zero"),
            "two rows for one": (Imf(change=lambda text: text.replace("2025-M03", "2025-M02")), "two figures"),
            "without the world": (Imf(change=lambda text: text.replace("G001", "G002")), "no total of JPN's exports"),
            "imports alone": (
                Imf(change=lambda text: "\n".join([*(x for x in text.split("\n") if "XG_FOB" not in x)])),
                "no total of JPN's exports by FOB",
            ),
            "years that were not asked for": (Imf(change=years_before), "good"),
            "the year is gone": (Imf(last=(2024, 12)), "nothing of 2025-01"),
            "months are gone": (Imf(last=(2025, 7)), "nothing of 2025-08"),
        },
    ),
    "openalex": (
        OpenAlex,
        [{"economies": ["IND", "JPN"], "years": [2024, 2024]}],
        {
            "a day's budget": (
                lambda _: Reply(b'{"message":"Budget exceeded"}', 429, {"X-RateLimit-Reset": "43200"}),
                "wait 12 hours",
            ),
            "error with 200": (lambda _: Reply(b'{"error":"Invalid","message":"not a filter"}'), "not a filter"),
            "an empty object": (lambda _: Reply(b"{}"), "without groups"),
            "no groups": (OpenAlex(change=lambda _: None), "knows no work of IN"),
            "fewer groups than said": (OpenAlex(about=lambda said: said | {"groups_count": 9}), "says 9 groups"),
            "no count": (OpenAlex(about=lambda said: without(said, "count")), "without 'count'"),
            "missing column": (OpenAlex(change=lambda group: without(group, "count")), "no column 'count'"),
            "new column": (OpenAlex(change=lambda group: group | {"mood": "sunny"}), "good"),
            "changed order": (OpenAlex(change=lambda group: dict(reversed(group.items()))), "good"),
            "a word for a number": (OpenAlex(change=lambda group: group | {"count": "many"}), "'many'"),
            "a name that changes on the way": (
                OpenAlex(change=lambda group: without(group, "count") | {"n": 1} if group["count"] == 40 else group),
                "has no 'count', which others have",
            ),
            "another economy": (
                OpenAlex(change=lambda group: None if group["count"] == 1000 else group),
                "answers for others than IN",
            ),
        },
    ),
    "usgs": (
        ScienceBase,
        [{"release": 2026}],
        {
            "one name, two contents": (ScienceBase(others=b"another"), "in 690 and 691, and they differ"),
            "no such file": (ScienceBase(items=lambda said: said | {"items": []}), "says 2 items and sends 0"),
            "renamed": (ScienceBase(items=lambda _: {"total": 0, "items": []}), "has no MCS2026"),
            "an empty object": (ScienceBase(items=lambda _: {}), "without items"),
            "no hash": (
                ScienceBase(
                    items=lambda said: {
                        "items": [
                            item | {"files": [without(one, "checksum") for one in item["files"]]}
                            for item in said["items"]
                        ]
                    }
                ),
                "no MD5",
            ),
            "another file than described": (
                ScienceBase(change=lambda text: text.replace("67,000", "68,000")),
                "another size or hash",
            ),
            "without its last line": (ScienceBase(change=lambda text: text.rstrip("\r\n")), "without its last line"),
            "missing column": (release(lambda text: text.replace("Statistics_detail", "Detail")), "Statistics_detail"),
            "new column": (release(lambda text: text.replace("Other notes", "Other notes,Mood")), "good"),
            "a word for a number": (release(lambda text: text.replace("67,000", "many")), "'unreadable'"),
            "an unknown series": (release(lambda text: text.replace("Mine production", "Joy")), "Joy"),
            "an unknown economy": (release(lambda text: text.replace("China", "Chinna")), "Chinna"),
        },
    ),
    "comext": (
        Comext,
        [{"codes": ["280530"], "reporter": "DEU", "years": [2025, 2025]}],
        {
            "missing column": (Comext(change=lambda text: text.replace("OBS_VALUE", "WORTH")), "no column 'OBS_VALUE'"),
            "new column": (Comext(change=added), "good"),
            "changed order": (Comext(change=turned), "good"),
            "header alone": (Comext(months=0), "has no row for DE-280530"),
            "another reporter": (Comext(change=lambda text: text.replace("M,DE", "M,FR")), "sends reporter 'FR'"),
            "another code": (Comext(change=lambda text: text.replace("280530", "850511")), "sends product '850511'"),
            "another frequency": (Comext(change=lambda text: text.replace(",M,", ",A,")), "sends freq 'A'"),
            "another flow": (Comext(change=lambda text: text.replace("280530,1", "280530,4")), "a flow that is none"),
            "a year for a month": (Comext(change=lambda text: text.replace("2025-0", "2025Q")), "a period"),
            "a word for a number": (Comext(change=lambda text: text.replace("40000", "many")), "cannot be read"),
            "below zero": (Comext(change=lambda text: text.replace("40000", "-40000")), "below zero"),
            "the year is gone": (
                Comext(change=lambda text: text.replace("2025-", "2024-")),
                "nothing of 2025-01",
            ),
            "two rows for one": (
                Comext(change=lambda text: text.replace(",EL,", ",CN,")),
                "two figures",
            ),
            "without its last line": (Comext(change=lambda text: text.rstrip("\n")), "without its last line"),
            "months are gone": (Comext(months=7), "nothing of 2025-08"),
        },
    ),
    "india_tradestat": (
        TradeStat,
        [{"codes": ["280530"], "years": [2025, 2025]}],
        {
            "a token that expires": (TradeStat(good_for=5), "good"),
            "a token that is never good": (TradeStat(good_for=0), "the form has expired"),
            "no form": (lambda _: Reply(b"<html></html>"), "without its form"),
            "no table": (TradeStat(change=lambda _: "<html>Welcome</html>"), "a page without figures"),
            "nothing for any month": (TradeStat(change=lambda _: NOTHING), "no exports of chapter 85"),
            "missing column": (TradeStat(change=lambda text: text.replace("<th>Dec-2025(P)</th>", "")), "Dec 2025"),
            "another month": (TradeStat(change=lambda text: text.replace("Aug-", "Sep-")), "Expected Aug 2024"),
            "another year": (TradeStat(change=lambda text: text.replace("-2025", "-2023")), "2025"),
            "another code": (TradeStat(change=lambda text: text.replace("280530", "850511")), "is about 850511"),
            "in rupees": (TradeStat(change=lambda text: text.replace("US$ Million", "Rs. Crore")), "in rupees"),
            "a word for a number": (TradeStat(change=lambda text: text.replace("4.25", "many")), "cannot be read"),
            "below zero": (TradeStat(change=lambda text: text.replace(">4.25", ">-4.25")), "cannot be read"),
            "an economy is missing": (TradeStat(change=lambda text: text.replace("<td>2</td>", "<td></td>")), "add up"),
            "without its total": (TradeStat(change=lambda text: text.replace(">Total<", "><")), "total"),
            "an unknown economy": (TradeStat(change=lambda text: text.replace("JAPAN", "JAPPAN")), "JAPPAN"),
            "in rupees, dollars to choose": (
                TradeStat(
                    change=lambda text: text.replace("US$ Million", "Rs. Crore").replace(
                        "<table", "<select><option>US $ Million</option></select><table"
                    )
                ),
                "in rupees",
            ),
            "an outage in words": (
                TradeStat(change=lambda _: "<p>There is no data connection.</p>"),
                "without figures",
            ),
            "months are gone": (TradeStat(latest=(2025, 7)), "good"),
        },
    ),
}
#: Where a shared fault has another outcome: a publisher that says the hash of what it sends, and one that sends pages.
OTHERWISE = {
    ("usgs", "byte-order mark"): "another size or hash",
    ("india_tradestat", "page with 200"): "a page without its form",
    ("india_tradestat", "too large"): "no html",
    ("india_tradestat", "gzip bomb"): "no html",
}
# In `make test` each fault that all may have meets three or four of them; `make faults` runs every pair.
CASES = [
    pytest.param(name, fault, marks=[pytest.mark.slow] if fault in FAULTS and (row + column) % 6 else [])
    for column, (name, (_, _, own)) in enumerate(CONNECTORS.items())
    for row, fault in enumerate([*FAULTS, *own])
]


def everything(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def tables(one):
    return {name: load(name) for name in one.tables}


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_a_fault_gives_the_right_figures_or_one_sentence_and_never_a_part(
    name, fault, serve, key, store, caplog, capsys, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(updating, "schemas", dict)  # small tables, held against none of the bundle
    make, asks, own = CONNECTORS[name]
    serve(name, make())
    good, fresh = updating.update(name, asks, fewer=True)
    assert fresh
    whole = tables(good)
    answer, what = (FAULTS[fault][0](make()), FAULTS[fault][1]) if fault in FAULTS else own[fault]
    what = OTHERWISE.get((name, fault), what)
    serve(name, listed(answer) if name == "japan_customs" and fault in FAULTS else answer)
    monkeypatch.setattr(updating, "Limits", lambda **_: limits(fault))
    said = seen = ""
    try:
        updating.update(name)
    except EconsecError as error:
        said, seen = str(error), "".join(traceback.format_exception(error))
    assert "\n" not in said
    assert len(said) < 500
    assert CANARY not in seen
    assert (said == "") == (what == "good"), said
    assert what == "good" or what in said, said
    assert vintages.newest(name) == good, "there was nothing new to know"
    for table, frame in tables(good).items():
        pd.testing.assert_frame_equal(frame, whole[table])
    assert not list(store.rglob(f"{vintages.WORK}*"))
    told = capsys.readouterr()
    assert CANARY not in told.out + told.err + caplog.text
    assert CANARY.encode() not in everything(store)


def test_a_refresh_goes_on_after_a_failure_and_says_what_became_of_each(serve):
    serve("worldbank", WorldBank())
    updating.update("worldbank", [SERIES], fewer=True)
    serve("worldbank", lambda _: Reply(b"", 503))
    told = {one.source: one for one in refreshing.refresh(["comtrade", "worldbank"])}
    assert told["comtrade"].status == "skipped"
    assert told["worldbank"].status == "failed"
    assert "status 503" in refreshing.last_told("worldbank")["detail"]


def test_the_world_bank_dates_its_figures_and_an_indicator_not_asked_for_stays(serve):
    serve("worldbank", WorldBank())
    before = load("wdi", indicator="IT.NET.BBND.P2")
    one, _ = updating.update("worldbank", [SERIES], fewer=True)
    assert one.vintage == "2026-11-20"
    assert load("wdi", indicator="IT.NET.BBND.P2")["value"].sum() == before["value"].sum()
    assert set(load("wdi", indicator="SP.POP.TOTL")["economy"]) == {"JPN", "IND", "WLD"}
    assert len(load("wdi", as_of="2026-08-01", indicator="SP.POP.TOTL")) > 1000


def test_the_first_refresh_is_held_against_the_bundle(serve):
    serve("innovation_graph", Graph())
    with pytest.raises(EconsecError, match=r"before it had [\d,]+\. Expected no period less"):
        updating.update("innovation_graph")


def test_japan_customs_tells_months_yen_units_stage_and_what_is_kept_secret(serve):
    serve("japan_customs", Customs(published=2, stage="速報"))
    updating.update("japan_customs", [{"codes": ["280530"], "years": [2025, 2025]}])
    table = load("japan_trade_monthly", flow="imports", month=2)
    assert table.set_index(["product", "partner"])["value"].to_dict() == {
        ("280530000", "CHN"): 200_000.0,
        ("280530000", "IND"): 200_000.0,
        ("280530000", "XXO"): 200_000.0,
        ("28XXXXXXA", "CHN"): 200_000.0,
    }
    assert set(table["stage"]) == {"provisional"}
    assert set(table["valuation"]) == {"CIF"}
    assert table["quantity"].isna().all()
    assert table.set_index("product")["quantity_2"].to_dict()["280530000"] == 20.0
    assert load("japan_trade_monthly")["month"].max() == 2, "months to come are zero in the file, and no figure"


def test_a_file_revised_under_the_same_id_is_a_new_vintage(serve):
    serve("japan_customs", Customs())
    first, _ = updating.update("japan_customs", [{"codes": ["2805"], "years": [2025, 2025]}])
    serve("japan_customs", Customs(revised=1.5, stage="確定"))
    second, fresh = updating.update("japan_customs")
    assert fresh
    assert [item["file"].rpartition("-")[2] for item in first.files] == [
        item["file"].rpartition("-")[2] for item in second.files
    ]
    assert set(load("japan_trade_monthly")["stage"]) == {"final"}


def test_a_file_that_a_person_got_is_read_as_those_of_the_bundle(raw, tmp_path):
    folder = raw / "iea-critical-minerals"
    (path,) = folder.glob("iea_critical_minerals_explorer_*.json")
    one, fresh = updating.bring("iea", [path])
    assert fresh
    assert set(one.tables) == {"iea_supply", "iea_demand"}
    assert load("iea_supply").equals(load("iea_supply", as_of=str(one.day)))
    assert updating.bring("iea", [path])[1] is False
    with pytest.raises(EconsecError, match=r"no file .*explorer's JSON"):
        updating.bring("iea", [tmp_path / "nothing.json"])
    with pytest.raises(EconsecError, match=f"two files are called {path.name}"):
        updating.bring("iea", [path, path])
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(MissingFileError, match=re.escape(f"explorer_*.json in {tmp_path}")):  # not in a folder of ours
        updating.bring("iea", [tmp_path / "other.json"])
    with pytest.raises(EconsecError, match="does not come as files"):
        updating.bring("comtrade", [path])
    with pytest.raises(EconsecError, match="cannot be fetched by a program"):
        updating.wanted("iea", [], "JPN", "2025", monthly=False)
    assert refreshing.attempt("iea").status == "skipped"


def test_openalex_is_paged_where_more_economies_come_than_one_answer_holds(serve):
    public = serve("openalex", OpenAlex(many=True))
    warned = []
    updating.update("openalex", [{"economies": ["JPN"], "years": [2024, 2024]}], tell=warned.append)
    assert [one.params.get("cursor") for one in public.asked] == [None, "*", "200"]
    assert load("openalex_works").to_numpy().tolist() == [
        [2024, "JPN", "IND", 40.0],
        [2024, "JPN", "JPN", 1000.0],
        [2024, "JPN", "USA", 300.0],
    ]
    assert any("'Q7'" in line for line in warned)


def test_estat_tells_yen_the_quantity_that_is_filled_and_no_month_to_come(serve, key):
    serve("estat", Estat(published=2))
    updating.update("estat", [{"codes": ["280530"], "years": [2025, 2025]}])
    table = load("japan_trade_estat", flow="imports", month=2, product="280530000").set_index("partner")
    assert table["value"].to_dict() == {"CHN": 200_000.0, "IND": 200_000.0, "XXO": 200_000.0}
    assert table["quantity"].isna().all()
    assert table["quantity_2"]["CHN"] == 20.0
    assert set(table["unit_2"]) == {"KG"}
    assert load("japan_trade_estat")["month"].max() == 2


def test_without_the_key_that_it_needs_a_source_says_so_and_a_refresh_passes_it_over(serve, monkeypatch):
    monkeypatch.delenv("ECONSEC_ESTAT_KEY", raising=False)
    public = serve("estat", Estat())
    with pytest.raises(EconsecError, match="answers nobody without a key"):
        updating.update("estat", [{"codes": ["280530"], "years": [2025, 2025]}])
    assert refreshing.attempt("estat").status == "skipped"
    assert public.asked == []


def test_the_releases_of_usgs_are_read_from_files_that_a_person_got(raw):
    folder = raw / "usgs-mcs"
    one, fresh = updating.bring("usgs", sorted(folder.glob("MCS*.csv")))
    assert fresh
    pd.testing.assert_frame_equal(load("usgs_world"), load("usgs_world", as_of=str(one.day)))
    assert set(load("usgs_world")["edition"]) == {2025, 2026}
    with pytest.raises(EconsecError, match=r"MCS2025_\*.csv"):
        updating.bring("usgs", [folder / "MCS2026_Commodities_Data.csv"])


def test_the_release_before_stays_beside_the_one_that_was_fetched(serve):
    before = load("usgs_world", edition=2025)
    serve("usgs", ScienceBase())
    updating.update("usgs", fewer=True)
    assert len(load("usgs_world", edition=2025)) == len(before)
    fresh = load("usgs_world", edition=2026, economy="CHN").set_index("year")
    assert fresh["value"].to_dict() == {2024: 67_000.0, 2025: 66_000.0}
    assert fresh["qualifier"][2025] != ""


def test_measures_are_asked_for_page_by_page_in_a_question_that_is_posted(serve, key):
    office = Gta(count=1500)
    public = serve("gta", office)
    one, _ = updating.update("gta", [updating.wanted("gta", ["280530"], "China", "2025", monthly=False)])
    # A machine under load asks a page twice.
    assert list(dict.fromkeys(question["offset"] for question in office.asked)) == [0, 1000]
    assert office.asked[0]["request_data"] == {
        "implementer": [156],
        "affected_products": [280530],
        "announcement_period": ["2025-01-01", "2025-12-31"],
    }
    assert {asked.headers["authorization"] for asked in public.asked} == {f"APIKey {CANARY}"}
    assert json.loads(one.files[1]["params"]["body"]) == office.asked[-1], "the request is kept"
    table = load("gta_measures")
    assert len(table) == 1500
    assert table.iloc[0][["implementer", "affected", "products", "removed"]].tolist() == [
        *("CHN", "JPN;USA", "280530", ""),
    ]
    office.change = lambda item: item if item["intervention_id"] != 138001 else item | {"is_in_force": 0}
    assert updating.update("gta")[1], "a measure that is no longer in force is another vintage"


def test_the_oecd_is_asked_by_dataflow_and_key_and_tells_a_new_month_from_a_revised_one(serve):
    public = serve("oecd", Oecd())
    question = updating.wanted("oecd", [QUESTION], "", "2025", monthly=False)
    before, _ = updating.update("oecd", [question])
    (asked,) = public.asked
    assert asked.path == f"/public/rest/data/{QUESTION}"
    assert asked.params["format"] == "csvfile"
    table = load("oecd_series", area="JPN").set_index("period")
    assert table["value"]["2025-03"] == 100.3
    assert table.index.max() == "2025-09", "what is not published is no figure"
    assert table["series"].iloc[0].startswith("REF_AREA=JPN FREQ=M MEASURE=LI UNIT_MEASURE=IX")
    public.answer = Oecd(months=10)
    after, fresh = updating.update("oecd")
    assert fresh
    old, new = (one.tables["oecd_series"]["periods"] for one in (before, after))
    assert set(new) - set(old) == {"2025-10"}
    assert all(new[period] == digest for period, digest in old.items())


def test_the_first_years_may_have_no_figure_where_later_ones_have(serve):
    """An economy that is younger than the question, say: refused is who has none at all."""
    early = re.compile(r",20(1[0-9]|20)-M")
    told = "\n".join
    serve("imf", Imf(change=lambda text: told(line for line in text.splitlines() if not early.search(line)) + "\n"))
    said = []
    updating.update("imf", [updating.wanted("imf", ["JPN"], "", "2010:2025", monthly=True)], tell=said.append)
    assert load("imf_trade_monthly", reporter="JPN")["year"].min() == 2021
    assert [one for one in said if "has no figure for JPN in 2010 to 2" in one]


def test_the_imf_tells_partners_the_world_and_estimates_without_groups(serve):
    public = serve("imf", Imf(extra=("SUN", "JPN")))
    said = []
    question = updating.wanted("imf", ["Japan", "XKX"], "", "2013:2025", monthly=True)
    before, _ = updating.update("imf", [question], tell=said.append)
    # A machine under load asks a page twice.
    assert dict.fromkeys((one.path.rpartition("/")[2], one.params["startPeriod"]) for one in public.asked) == (
        dict.fromkeys(
            (f"{name}.XG_FOB_USD+MG_CIF_USD..M", first) for name in ("JPN", "KOS") for first in ("2013-01", "2018-01")
        )
    )
    table = load("imf_trade_monthly", reporter="JPN", flow="imports", year=2025, month=9).set_index("partner")
    assert table["value"].to_dict() == {
        "CHN": 40_000_009.5,
        "USA": 15_000_009.5,
        "XKX": 1_000_009.5,
        "WLD": 60_000_009.5,
        "IRN": 2_000_009.5,
        "JPN": 1_000_009.5,
    }
    assert table["status"][table["status"] != ""].to_dict() == {"IRN": "e"}
    assert set(table["valuation"]) == {"CIF"}
    assert any(line.endswith("left out: SUN") for line in said)
    public.answer = Imf(extra=("SUN", "JPN"), last=(2025, 10))
    after, _ = updating.update("imf")
    old, new = (one.tables["imf_trade_monthly"]["periods"] for one in (before, after))
    assert set(new) - set(old) == {"2025-10"}
    assert all(new[period] == digest for period, digest in old.items())


def test_partners_that_do_not_fit_the_world_are_told_and_kept_as_they_were_sent(serve):
    world = "XG_FOB_USD,G001,M,2025-M0"
    serve(
        "imf",
        Imf(
            change=lambda text: text.replace(f"{world}2,60", f"{world}2,5").replace(
                f"{world}3,60000003.5", f"{world}3,"
            )
        ),
    )
    said = []
    updating.update("imf", [{"economies": ["IND"], "years": [2025, 2025]}], tell=said.append)
    assert any("IND's exports of 2025-02 are more than the world" in line for line in said)
    assert any("IND's exports of 2025-03 have no total beside them" in line for line in said)
    assert load("imf_trade_monthly", flow="exports", month=3, partner="CHN")["value"].tolist() == [40_000_003.5]


@pytest.mark.parametrize(
    ("name", "codes", "reporter", "monthly", "said"),
    [
        ("imf", [], "", True, "no economy to ask the IMF for"),
        ("imf", ["World"], "", True, "WLD is no single economy"),
        ("openalex", [], "", False, "no economy to ask OpenAlex for"),
        ("japan_customs", ["280530"], "India", True, "has the figures of JPN alone"),
        ("india_tradestat", ["280530"], "Japan", True, "has the figures of IND alone"),
        ("india_tradestat", [], "", True, "no code to ask TradeStat for"),
        ("india_tradestat", ["28053"], "", True, "no code of India's schedule"),
        ("oecd", [QUESTION], "JPN", False, "has no figures by reporter"),
        ("wto", ["280530"], "IND", True, "has no figures by month"),
    ],
)
def test_what_a_source_cannot_mind_is_refused_and_not_passed_over(name, codes, reporter, monthly, said):
    with pytest.raises(EconsecError, match=said):
        updating.wanted(name, codes, reporter, "2024", monthly=monthly)


def test_a_source_of_one_office_takes_its_own_economy_by_any_name():
    one = updating.wanted("india_tradestat", ["280530", "28", "85411000"], "Bharat", "2024:", monthly=True)
    assert one == {"codes": ["28", "280530", "85411000"], "years": [2024, None]}
    assert updating.wanted("comtrade", ["280530"], "", "2024", monthly=False)["reporter"] == "JPN"


@pytest.mark.parametrize(
    "code", ["", "DSD_STES@DF_CLI", "OECD,DF/all", "OECD.A,DF,1.0/JPN.M/../x", "OECD.A,DF,1.0/J.M?a=b"]
)
def test_what_is_no_question_for_the_oecd_is_refused_before_anything_is_sent(code):
    with pytest.raises(EconsecError, match="is no dataflow of the OECD"):
        updating.wanted("oecd", [code], "", "2025", monthly=False)


@pytest.mark.parametrize(
    ("period", "ends"), [("2024", (2024, 12)), ("2024-Q1", (2024, 3)), ("2024-S1", (2024, 6)), ("2024-02", (2024, 2))]
)
def test_a_period_of_the_oecd_ends_in_a_month(serve, period, ends):
    serve("oecd", Oecd(months=1, change=lambda text: text.replace("2025-01", period)))
    updating.update("oecd", [{"questions": [QUESTION], "years": [2024, 2025]}])
    table = load("oecd_series", area="IND")
    assert table[["year", "month"]].to_numpy().tolist() == [list(ends)]


def test_comext_tells_members_partners_and_what_is_not_named_without_groups(serve):
    serve("comext", Comext(months=1))
    updating.update("comext", [{"codes": ["280530"], "reporter": "DEU", "years": [2025, 2025]}])
    table = load("eu_trade_monthly", flow="imports", reporter="Germany").set_index("partner")["value"]
    assert table.to_dict() == {"CHN": 40_000.0, "GRC": 3_000.0, "WLD": 60_000.0, "XNA": 3_000.0}
    with pytest.raises(EconsecError, match="no months of JPN"):
        updating.wanted("comext", ["280530"], "JPN", "2025", monthly=True)


def test_indias_months_tell_two_years_a_page_what_is_published_and_where_nothing_was_traded(serve):
    office = TradeStat(latest=(2025, 8), untraded=(("280530", 2),))
    public = serve("india_tradestat", office)
    one, _ = updating.update(
        "india_tradestat", [updating.wanted("india_tradestat", ["280530"], "", "2024:2025", monthly=True)]
    )
    assert one.vintage == "2025-08"
    table = load("india_trade_monthly", flow="imports")
    assert table.groupby(["year", "month"]).size().to_dict() == {
        **{(2023, month): 4 for month in range(9, 13)},
        **{(2024, month): 1 if month == 2 else 4 for month in range(1, 13)},
        **{(2025, month): 1 if month == 2 else 4 for month in range(1, 9)},
    }
    january = table[(table["year"] == 2025) & (table["month"] == 1)].set_index("partner")
    assert january["value"].to_dict() == {"CHN": 4_250_000.0, "JPN": 1_500_000.0, "XNA": 250_000.0, "WLD": 6_000_000.0}
    assert set(january["stage"]) == {"provisional"}
    assert set(january["valuation"]) == {"CIF"}
    assert load("india_trade_monthly", flow="exports", year=2025, month=2)[
        ["partner", "value"]
    ].to_numpy().tolist() == [["WLD", 0.0]]
    before = load("india_trade_monthly", flow="imports", year=2024, month=1, partner="CHN")
    assert before["stage"].tolist() == ["revised"], "the later page counts"
    assert all("_token" not in json.dumps(file["params"]) for file in one.files), "good for minutes: not kept"
    assert not [file for file in one.files if file["file"].startswith("form")]
    # A machine under load asks a page twice.
    questions = {(asked.path, asked.body) for asked in public.asked if asked.body}
    assert len(questions) == len(one.files) + 10 == 36, "chapter 85 from December back to August, twice"
    office.latest = (2025, 9)
    after, fresh = updating.update("india_tradestat")
    assert fresh
    old, new = (each.tables["india_trade_monthly"]["periods"] for each in (one, after))
    assert set(new) - set(old) == {"2025-09"}


def test_the_chapter_that_tells_what_is_published_is_whole_if_it_is_asked_for_too(serve):
    serve("india_tradestat", TradeStat(latest=(2025, 8)))
    updating.update("india_tradestat", [{"codes": [code], "years": [2025, 2025]} for code in ("85", "280530")])
    months = load("india_trade_monthly", year=2025).groupby(["product", "flow"])["month"].max()
    assert set(months) == {8}
    assert len(months) == 4


def test_a_code_that_india_does_not_know_is_no_trade_of_nothing(serve):
    serve("india_tradestat", TradeStat(untraded=tuple(("99999999", month) for month in range(1, 13))))
    with pytest.raises(EconsecError, match="no trade of 99999999 in any month"):
        updating.update("india_tradestat", [{"codes": ["99999999"], "years": [2025, 2025]}])


def test_a_month_told_by_two_pages_is_that_of_the_later_with_all_its_partners(serve):
    serve("india_tradestat", TradeStat())
    updating.update("india_tradestat", [{"codes": ["280530"], "years": [2024, 2024]}])
    updating.update("india_tradestat", [{"codes": ["280530"], "years": [2025, 2025]}])
    table = load("india_trade_monthly", flow="imports", year=2024)
    assert set(table["stage"]) == {"revised"}
    whole = table[table["partner"] == "WLD"].set_index("month")["value"]
    named = table[table["partner"] != "WLD"].groupby("month")["value"].sum()
    assert (named - whole).abs().max() <= 20_000, "as far as two decimals of a million go"


def test_tradestat_is_asked_from_2018_on():
    with pytest.raises(EconsecError, match=r"years cannot be '2016:2025'\. Expected a year from 2018 to 20\d\d, such"):
        updating.wanted("india_tradestat", ["280530"], "", "2016:2025", monthly=True)
