"""The whole way as a user walks it: fetch, render a real report, refresh, render again, and ask what changed."""

from __future__ import annotations

import html
import re

import pytest
from commands import run
from comtrade_standin import Comtrade
from standins import CANARY, Reply, standing

from econsec.live.asking import hosts
from econsec.live.publishers import publishers
from econsec.publish.editions import edition

pytestmark = pytest.mark.timeout(900)
YEARS = range(2020, 2026)


@pytest.fixture
def office(monkeypatch):
    """Comtrade on loopback, whose years are twelve months, and in the place of all others one that has nothing."""
    office = Comtrade(last_month="202509", revised={str(year): 12.0 for year in YEARS})
    with standing(office) as comtrade, standing(lambda _: Reply(b"", 404)) as nobody:
        places = {host: nobody.place for about in publishers() for host in about.hosts}
        places["comtradeapi.un.org"] = comtrade.place
        monkeypatch.setenv(hosts.STANDINS, ",".join(f"{host}={place}" for host, place in places.items()))
        monkeypatch.setenv("ECONSEC_COMTRADE_KEY", CANARY)
        yield office


def rendered(out, day):
    done = run("render", "critical_minerals", "--language", "en", "--date", day, "--out", str(out))
    assert done.returncode == 0, done.stderr
    return edition.latest(out / "critical_minerals/en")


def words(one):
    return re.sub(r"<[^>]+>", "", html.unescape(one.html.read_text(encoding="utf-8")))


@pytest.mark.slow  # five renderings
def test_a_new_month_and_a_revised_year_reach_a_real_report_and_are_told_apart(office, tmp_path):
    question = ("data", "fetch", "comtrade", "280530", "--reporter", "JPN", "--years", "2020:2025")
    by_year, by_month = run(*question), run(*question, "--monthly")
    # Imports and exports of five partners, in six years; and in the months up to September 2025.
    months = 12 * len(YEARS) - 3
    assert by_year.stdout == f"trade_annual_reported: {len(YEARS) * 2 * 5} rows, new\n", by_year.stderr
    assert f"trade_monthly: {months * 2 * 5} rows, new\n" in by_month.stdout, by_month.stderr
    assert "0 new, 1 same" in run("data", "refresh", "--only", "comtrade").stdout
    before = rendered(tmp_path, "2026-11-28")
    assert "in each of the 5 years of codes for which both are known" in words(before)
    office.last_month, office.revised["2023"] = "202510", 15.0
    night = run("data", "refresh")
    assert "1 new, 0 same" in night.stdout, night.stdout + night.stderr
    after = rendered(tmp_path, "2026-11-29")

    said = run("compare", str(before.folder), str(after.folder)).stdout
    causes = [line.strip() for line in said.partition("Made from other:\n")[2].partition("\n\n")[0].splitlines()]
    old, new = (one.manifest.vintages["trade_monthly"] for one in (before, after))
    assert old.fetched < new.fetched
    source = f"(UN Comtrade, {new.vintage}, fetched {new.fetched[:16].replace('T', ' ')} UTC)"
    assert causes == [
        f"revised data trade_annual_reported 2023: {old.vintage} -> {new.vintage} {source}",
        f"new period trade_monthly 2025-10: 2025-09 -> 2025-10 {source}",
    ]
    page = words(after)
    assert f"a new period in the data: trade_monthly 2025-10 {source}" in page
    assert f"revised data: trade_annual_reported 2023 {source}" in page
    assert "to Oct 2025, USD" in page
    assert "Furthest apart is rare-earth metals in 2023: USD 480,000 by month, USD 600,000 by year." in page
    for one in (before, after):
        assert one.damage() == []
    assert not any(CANARY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.slow
def test_what_cannot_be_refreshed_leaves_the_edition_as_it_is(office, tmp_path):
    run("data", "fetch", "comtrade", "280530", "--years", "2024:2025", "--monthly")
    before = rendered(tmp_path, "2026-11-28")
    office.extra = {"period": "1999"}
    assert "1 failed" in run("data", "refresh", "--only", "comtrade").stdout
    assert rendered(tmp_path, "2026-11-28").id == before.id
