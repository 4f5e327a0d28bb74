"""Words find what is called so, in either language, and say how sure they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.codes.products import everyday_products, named_products
from econsec.codes.search import exact, find
from econsec.codes.subjects import subject
from econsec.codes.tables import read
from econsec.errors import UnknownValueError


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("lithium hydroxide", "282520"),
        ("水酸化リチウム", "282520"),
        ("レアアース", "rare-earths"),
        ("rare earths", "rare-earths"),
        ("Semiconductors", "semiconductors"),
        ("medicine", "medicines"),
        ("集積回路", "8542"),
        ("integrated circuits", "8542"),
        ("crude oil", "2709"),
        ("ＬＮＧ", "271111"),
    ],
)
def test_words_find_what_is_called_so(words, name):
    assert find(words)[0].name == name


def test_a_language_narrows_the_search():
    assert find("レアアース", "ja")[0].name == "rare-earths"
    assert find("レアアース", "en") == ()
    with pytest.raises(UnknownValueError, match="language"):
        find("lithium", "fr")


def test_a_misspelt_word_is_found_and_not_called_whole():
    best = find("tungstn")[0]
    assert (best.name, best.whole) == ("tungsten", False)
    assert find("x") == find("") == ()


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("magnets", "251910"),
        ("oil", "7506"),
        ("リン", "300410"),
        ("ガス", "8484"),
    ],  # magnesite, foil, penicillin, gaskets
)
def test_a_word_that_titles_have_is_no_word_that_is_spelt_nearly_so_and_comes_before_what_only_holds_it(words, other):
    found = find(words, limit=100)
    whole = [one.whole for one in found]
    assert whole == sorted(whole, reverse=True)
    assert whole[0]
    assert other not in [one.name for one in found if one.whole or words.isascii()]


@pytest.mark.parametrize(("one", "several"), [("magnet", "magnets"), ("gas", "gases"), ("switch", "switches")])
def test_one_and_several_find_the_same(one, several):
    assert find(one) == find(several) != ()


def test_the_beginning_of_a_word_finds_it_while_it_is_typed():
    assert [(one.name, one.whole) for one in find("semicond", limit=1)] == [("semiconductors", False)]
    assert not any(one.whole for one in find("アルミニ"))


@pytest.mark.parametrize("words", ["case", "cases", "houses"])  # no cash, gases, housing
def test_a_word_without_its_ending_is_not_the_beginning_of_another_nor_spelt_nearly_like_it(words):
    assert find(words) == ()


def test_other_names_name_what_there_is():
    names = set(read("aliases")["name"])
    assert all(find(alias)[0].score == 100 for alias in read("aliases")["alias"])
    assert names == {exact(alias) for alias in read("aliases")["alias"]}


#: What one says, and what it is here: loan words, abbreviations, one or several, British and American.
SAID = {
    "8471": "パソコン コンピュータ コンピューター PC PCs computers",
    "847130": "laptop laptops ノートパソコン タブレット",
    "847150": "servers サーバー サーバ",
    "851712": "スマホ スマートフォン 携帯電話 phones smartphone smartphones handsets",
    "8542": "chip chips チップ IC LSI microchips",
    "854231": "GPU CPU プロセッサー",
    "854232": "DRAM NAND メモリ メモリー memory",
    "semiconductors": "semicon semiconductor 半導体",
    "8486": "半導体製造装置 lithography 露光装置",
    "3818": "wafers ウエハー ウェハ シリコンウエハー",
    "batteries": "battery batteries LIB 車載電池 リチウムイオン電池",
    "8507": "バッテリー 蓄電池",
    "854140": "太陽光パネル ソーラーパネル PV photovoltaics 太陽電池",
    "rare-earths": "レアアース 希土類 REE",
    "critical_minerals": "レアメタル 重要鉱物",
    "magnets": "ネオジム磁石 NdFeB magnet magnets",
    "300220": "ワクチン vaccine vaccines",
    "medicines": "medicine drugs pharma 医薬品 薬 くすり",
    "300431": "insulin インスリン",
    "870380": "EV EVs 電気自動車 BEV",
    "8703": "car cars automobile 自動車 乗用車",
    "8704": "truck trucks lorries トラック",
    "8711": "motorbikes motorcycles バイク オートバイ",
    "4011": "tyres tires タイヤ",
    "2710": "petrol gasoline ガソリン",
    "271111": "LNG 液化天然ガス",
    "76": "aluminium aluminum アルミ",
    "2503": "sulphur sulfur 硫黄",
    "31": "fertiliser fertilizer fertilizers 肥料",
    "1005": "corn maize トウモロコシ",
    "8528": "TV TVs テレビ",
    "8532": "capacitor capacitors コンデンサ コンデンサー",
    "854470": "光ファイバー fiber-optics",
    "847950": "robots ロボット",
    "7113": "jewellery jewelry",
}


@pytest.mark.parametrize(("name", "words"), [(name, one) for name, words in SAID.items() for one in words.split()])
def test_a_word_of_every_day_finds_first_what_it_stands_for(name, words):
    first = find(words, limit=1)
    assert [one.name for one in first] == [name]
    assert first[0].whole


def test_more_than_words_of_the_agenda_are_known_and_all_are_goods_that_can_be_asked_for():
    assert sum(len(words.split()) for words in SAID.values()) > 100
    for code, english in everyday_products().items():
        assert code not in named_products("en"), "its name stands elsewhere"
        assert find(english, limit=1)[0].name == code
        assert subject(code).title() == english
        assert subject(code).title("ja") == everyday_products("ja")[code]


@given(st.text(max_size=30))
def test_any_text_is_searched_and_scores_fall_within_0_and_100(words):
    found = find(words)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len({one.name for one in found}) == len(found)


@given(st.sampled_from(sorted(named_products("en").items()) + sorted(named_products("ja").items())))
def test_a_title_finds_its_own_code_whatever_its_width_and_case(item):
    code, title = item
    for said in (title, title.upper(), unicodedata.normalize("NFKC", title)):
        ranked = {one.name: one.score for one in find(said, limit=1000)}
        assert ranked[code] == max(ranked.values()) == 100
