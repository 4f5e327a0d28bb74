"""The feed: Atom as RFC 4287 has it, the same bytes from the same editions, nothing alive in it."""

from __future__ import annotations

import os
import re
import uuid
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import kit
import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from econsec.errors import PortfolioError
from econsec.publish.editions import edition, runlog
from econsec.publish.gallery import feed, index
from econsec.publish.plan.portfolio import Site
from econsec.publish.watches.asked import Watch
from econsec.publish.watches.figures import Figure
from econsec.publish.watches.standing import Look, judged

HASH = "0" * 64
ATOM = f"{{{feed.ATOM}}}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HOSTILE = "<script>alert(1)</script> & \x0b \ud800 ]]> <b onclick='x'>"


def put(out, number, *, report="one", language="en", date="2026-01-05", previous=None, says="It is so.", title="One"):
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": report, "title": title, "language": language, "date": date, "parameters": {}, "notebook": named}
    facts |= {"inputs": (), "code": HASH, "versions": {}, "fingerprint": HASH, "base": HASH, "id": f"e{number}"}
    claims = [{"id": "x", "role": "answer", "text": says}]
    made = edition.Manifest(**facts, previous=previous, claims=claims)
    edition.write(out / report / language, made, {"report.html": b"page"}, keep=20)


def since(number, **more):
    change = {"claim": "x", "kind": "changed", "before": "It was.", "after": "It is."}
    return {"edition": f"e{number}", "date": "2026-01-04", "causes": [], "changes": [change], "unchanged": 7} | more


@pytest.fixture
def desk(tmp_path):
    out = tmp_path / "reports"
    reports = kit.write(tmp_path / "nb", {"one": kit.notebook(), "two": kit.notebook()}, languages=("en", "ja"))
    return reports, out


NAME = uuid.UUID(int=7)


def entries(reports, out, language="en", *, name=NAME, looks=()):
    root = ET.fromstring(feed.feed(reports, out, language, name=name, looks=looks))  # noqa: S314 - our own
    return root, root.findall(f"{ATOM}entry")


def text(element, tag):
    return element.findtext(f"{ATOM}{tag}")


def href(element, rel="alternate"):
    return next(one.get("href") for one in element.findall(f"{ATOM}link") if one.get("rel") == rel)


@pytest.mark.parametrize("count", [0, 3])
def test_it_has_what_the_standard_asks_for(desk, count):
    reports, out = desk
    for number in range(count):
        put(out, number, date=f"2026-01-0{number + 1}")
    root, found = entries(reports, out)
    assert root.tag == f"{ATOM}feed"
    assert len(found) == count
    for one in (root, *found):
        (name,) = one.findall(f"{ATOM}id")
        uuid.UUID(name.text.removeprefix("urn:uuid:"))
        (updated,) = one.findall(f"{ATOM}updated")
        assert MOMENT.fullmatch(updated.text)
        assert text(one, "title")
        assert href(one)
    assert root.find(f"{ATOM}author/{ATOM}name").text == "econsec"
    assert href(root, "self") == "feed.xml"
    assert len({text(one, "id") for one in found}) == count
    assert text(root, "updated") == (text(found[0], "updated") if found else "1970-01-01T00:00:00Z")


def test_the_newest_comes_first_and_two_of_a_day_in_the_order_they_were_made(desk):
    reports, out = desk
    put(out, 9, previous=None)
    put(out, 1, previous=since(9))
    put(out, 5, previous=since(1))
    put(out, 7, date="2026-01-06", report="two")
    put(out, 3, date="2026-01-05", report="two")
    found = [href(one).split("/")[:3:2] for one in entries(reports, out)[1]]
    assert found == [["two", "e7"], ["one", "e5"], ["one", "e1"], ["one", "e9"], ["two", "e3"]]


def test_the_same_editions_make_the_same_bytes_wherever_and_whenever(desk, tmp_path):
    reports, out = desk
    for number in range(4):
        put(out, number, previous=since(number - 1))
    first = feed.feed(reports, out, "en", name=NAME)
    for place, path in enumerate(sorted(out.glob("one/en/e*"), reverse=True)):
        os.utime(path, (place, place))
    moved = out.rename(tmp_path / "moved")
    assert feed.feed(reports, moved, "en", name=NAME) == first


def test_a_feed_is_called_as_no_other_installation_s_and_stays_so(desk, tmp_path):
    reports, out = desk
    put(out, 1)
    index.build(reports, out, today="2026-02-01")
    first = {name: (out / name).read_bytes() for name in ("feed.xml", "feed.ja.xml")}
    moved = out.rename(tmp_path / "moved")
    (moved / "feed.xml").unlink()
    index.build(reports, moved, today="2026-02-02")
    assert {name: (moved / name).read_bytes() for name in first} == first
    put(out, 1)
    index.build(reports, out, today="2026-02-01")
    names = [ET.fromstring(content).findtext(f"{ATOM}id") for content in first.values()]  # noqa: S314 - our own
    names += [ET.parse(out / name).getroot().findtext(f"{ATOM}id") for name in first]  # noqa: S314 - our own
    assert len({*names}) == 4, "two feeds of two installations"
    (out / feed.NAMED).write_text("what is no id")
    index.build(reports, out, today="2026-02-01")
    assert uuid.UUID((out / feed.NAMED).read_text().strip())


def test_where_there_is_an_address_the_feed_is_called_by_it(desk):
    reports, out = desk
    sites = [reports.model_copy(update={"site": Site(address=f"https://example.org/{one}")}) for one in "ab"]
    called = [text(entries(site, out, name=uuid.uuid4())[0], "id") for site in (*sites, sites[0])]
    assert called[0] == called[2] != called[1]


def look(status="hit", name="share"):
    watch = Watch(name=name, title={"en": "Share <b>", "ja": "割合"}, trade={"product": "1"}, above="60 %")
    says = {"en": "So it is.", "ja": "そうである。"}
    figure = Figure(value=0.7, unit="share", says=says, pages={"en": "one/en/latest/report.html#share"})
    now = judged(watch, figure, None, day="2026-01-07").model_copy(update={"status": status, "hit": status != "clear"})
    return Look(name, watch, figure, now, "")


def test_a_hit_has_an_entry_from_when_it_was_told(desk):
    reports, out = desk
    for spoken in ("en", "ja"):
        put(out, 1, language=spoken)
        put(out, 2, language=spoken, date="2026-01-09")
    at = datetime(2026, 1, 7, 5, 4, 3, tzinfo=UTC)
    began = {"watch": "share", "news": "began"}
    earlier = runlog.Looked(at=at - timedelta(days=90), **began)
    runlog.write(out, [earlier, runlog.Looked(at=at, **began), runlog.Looked(at=at, watch="over", news="began")])
    looks = [look(), look("clear", "over"), look(name="untold")]
    for language, title, said in (("en", "Watch list: Share <b>", "70%, above 60%"), ("ja", "監視項目：割合", "基準")):
        found = entries(reports, out, language, looks=looks)[1]
        assert [text(one, "updated")[:10] for one in found] == ["2026-01-09", "2026-01-07", "2026-01-05"]
        assert (text(found[1], "updated"), text(found[1], "title")) == ("2026-01-07T05:04:03Z", title)
        assert said in text(found[1], "summary")
        assert href(found[1]) == "one/en/latest/report.html#share"
    hit = entries(reports, out, looks=looks)[1][1]
    assert text(hit, "content") == (
        "<ul><li>Share &lt;b&gt;: 70%, above 60%, since January 7, 2026</li><li>So it is.</li></ul>"
    )
    others = [entries(reports, out, name=name, looks=looks)[1][1] for name in (NAME, uuid.UUID(int=8))]
    assert [text(one, "id") == text(hit, "id") for one in others] == [True, False]


def test_a_hit_that_ended_keeps_its_entry_which_says_so(desk):
    reports, out = desk
    at = datetime(2026, 1, 7, 5, 4, 3, tzinfo=UTC)
    runlog.write(out, [runlog.Looked(at=at, watch="share", news="began")])
    hit = entries(reports, out, looks=[look()])[1][0]
    lost = entries(reports, out, looks=[look("unfound")])[1][0]
    assert [text(lost, one) == text(hit, one) for one in ("id", "updated")] == [True, True], "it is not over"
    runlog.write(out, [runlog.Looked(at=at + timedelta(days=2), watch="share", news="ended", value=0.7)])
    ended = entries(reports, out, looks=[look("clear")])[1][0]
    assert text(ended, "id") == text(hit, "id"), "the same entry, to be shown anew"
    assert [text(ended, one)[:10] for one in ("published", "updated")] == ["2026-01-07", "2026-01-09"]
    assert text(ended, "summary") == "Share <b>: no longer beyond its level: 70%"
    runlog.write(out, [runlog.Looked(at=at + timedelta(days=5), watch="share", news="began")])
    again = entries(reports, out, looks=[look()])[1][0]
    assert text(again, "id") != text(hit, "id")
    assert entries(reports, out, looks=[look("clear")])[1] == [], "what began again, and whose end nobody has logged"


def test_the_gallery_hands_hits_to_its_feed(desk):
    reports, out = desk
    runlog.write(out, [runlog.Looked(at=datetime(2026, 1, 7, tzinfo=UTC), watch="share", news="began")])
    index.build(reports, out, today="2026-02-01", looks=[look()])
    assert "70%, above 60%" in (out / "feed.xml").read_text()
    assert "基準：60%超" in (out / "feed.ja.xml").read_text()


def test_what_changed_is_told_with_why(desk):
    reports, out = desk
    causes = [{"reason": "new data", "name": "baci_hs4", "before": "2023", "after": "2024"}]
    more = [{"claim": f"c{place}", "kind": "added", "before": None, "after": f"New {place}"} for place in range(30)]
    put(out, 1)
    put(out, 2, date="2026-02-01", previous=since(1, causes=causes, changes=[*since(1)["changes"], *more]))
    (newest, first) = entries(reports, out)[1]
    assert text(newest, "summary") == "Since the edition of January 4, 2026: 31 sentences changed, 7 did not"
    said = BeautifulSoup(text(newest, "content"), "html.parser").get_text(" ")
    assert "Changed It is. Before It was." in " ".join(said.split())
    assert "New data baci_hs4" in said
    assert "11 more stand in the report." in said
    assert text(first, "summary") == "It is so."


def test_in_japanese_it_is_in_japanese_and_what_is_not_is_marked(desk, tmp_path):
    _, out = desk
    reports = kit.write(tmp_path / "nb", {"one": kit.notebook()}, languages=("en",))
    put(out, 1)
    root, (one,) = entries(reports, out, "ja")
    assert text(root, "title") == "新しい版と変更点"
    assert one.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert href(root) == "index.ja.html"


def test_nothing_from_reports_is_alive_in_it(desk):
    reports, out = desk
    title = HOSTILE.replace("\ud800", "")
    put(out, 1, says=title, title=title)
    put(out, 2, previous=since(1, changes=[{"claim": "x", "kind": "added", "after": title}]), title=title)
    for one in entries(reports, out)[1]:
        assert "<script>alert(1)</script> & \ufffd" in text(one, "title"), "a title is text, and read as such"
        content = BeautifulSoup(text(one, "content"), "html.parser")
        assert "<script>alert(1)</script>" in content.get_text()
        tags = content.select("*")
        assert {tag.name for tag in tags} <= {"ul", "li", "p", "b", "br", "i"}
        assert not any(tag.attrs for tag in tags)


@pytest.mark.parametrize(
    "previous", [{}, {"edition": "e0", "date": "soon"}, since(0, changes=3), since(0, changes=[{}])]
)
def test_an_edition_that_says_what_nobody_can_read_is_one_without_an_edition_before(desk, previous):
    reports, out = desk
    put(out, 1, previous=previous)
    (one,) = entries(reports, out)[1]
    assert text(one, "summary") == "It is so."


def test_an_edition_that_is_not_what_was_written_is_left_out(desk):
    reports, out = desk
    put(out, 1)
    path = out / "one/en/e1" / edition.MANIFEST
    path.write_text(path.read_text().replace("It is so.", "It is not."))
    assert entries(reports, out)[1] == []


def test_editions_that_name_each_other_have_an_end(desk):
    reports, out = desk
    put(out, 1, previous=since(2))
    put(out, 2, previous=since(1))
    assert len(entries(reports, out)[1]) == 2


def test_links_lead_to_pages_from_a_folder_and_from_a_server(desk):
    reports, out = desk
    put(out, 1)
    assert (out / href(entries(reports, out)[1][0])).is_file()
    site = reports.model_copy(update={"site": reports.site.model_copy(update={"address": "https://example.org/r/"})})
    root, (one,) = entries(site, out)
    assert href(one) == "https://example.org/r/one/en/e1/report.html"
    assert href(root, "self") == "https://example.org/r/feed.xml"
    assert text(one, "id") == text(entries(reports, out)[1][0], "id"), "an edition is the same wherever it is read"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://localhost:8000/reports/",
        "https://[::1]:8443/r/",
        "https://報告.example/経済/",
        "https://e.org/a%20b/~c/",
    ],
)
def test_an_address_of_a_folder_is_taken(address):
    assert Site(address=address).address == f"{address.removesuffix('/')}/"


@pytest.mark.parametrize(
    "contact", ["nobody", "a@b@c", "https://e.org/\n", "mailto:a@e.org", "javascript://x/%0aalert(1)"]
)
def test_a_contact_that_is_none_is_refused(contact):
    with pytest.raises(ValidationError):
        Site(contact=contact)


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "ftp://example.org/",
        "https://",
        "https://example.org/?a=1",
        "https://user:secret@e.org/",
        "https://user:secret@e.org\\n/",
        "https://e.org/\\n",
        "https://e.org/a\\rb/",
        "https://e.org/a b/",
        "https://e.org/a\\u2028b/",
        'https://e.org/\\"onclick=\\"alert(1)/',
        "https://e.org/'a'/",
        "https://e.org/<b>/",
        "https://e.org/%zz/",
        "https://e.org:99999/",
        "https://e.org:0/",
        "https://e.org:/",
        "https://e.org:port/",
        "https://e.org:-1/",
        "https://e..org/",
        "https://-e.org/",
        "https://[::1/",
    ],
)
def test_an_address_that_is_none_is_refused_without_its_password(tmp_path, address):
    kit.write(tmp_path, {"one": kit.notebook()})
    path = tmp_path / "reports.toml"
    path.write_text(f'{path.read_text()}\n[site]\naddress = "{address}"')
    with pytest.raises(PortfolioError, match="site address") as error:
        kit.portfolio.load(path)
    assert "secret" not in str(error.value)


def test_the_gallery_leads_to_its_feed_and_does_not_touch_one_that_stands(desk):
    reports, out = desk
    put(out, 1)
    pages = index.build(reports, out, today="2026-02-01")
    for page, name in zip(pages, ("feed.xml", "feed.ja.xml"), strict=True):
        drawn = BeautifulSoup(page.read_text(), "html.parser")
        link = drawn.find("link", rel="alternate")
        assert (link["href"], link["type"]) == (name, "application/atom+xml")
        assert drawn.find("a", href=name).get_text()
        assert (out / name).is_file()
    os.utime(out / "feed.xml", (1, 1))
    index.build(reports, out, today="2026-02-02")
    assert (out / "feed.xml").stat().st_mtime == 1
    put(out, 2)
    index.build(reports, out, today="2026-02-02")
    assert (out / "feed.xml").stat().st_mtime > 1
