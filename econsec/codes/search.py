"""Search by words: what products, materials, sectors and chapters are called in English and Japanese."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from econsec.codes.economies import LANGUAGES
from econsec.codes.products import everyday_products, named_products
from econsec.codes.sectors import MINERALS, sector, sectors
from econsec.codes.tables import read
from econsec.errors import UnknownValueError

CHAPTER, HEADING = 2, 4
KINDS = {CHAPTER: "chapter", HEADING: "heading"}
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
WORD = re.compile(r"[^\W_]+")
#: Of a score: what of the words asked for stands in the title; the rest is how little else stands there.
FOUND = 0.75
ALIKE = 80  # letters of a misspelt word that must agree, of 100
BEGUN, WITHIN = 0.8, 0.6  # of a word that is there: what another counts that begins with it, or has it inside
#: Where an "e" may be of the plural alone.
SIBILANT = ("ses", "se", "xes", "xe", "zes", "ze", "ches", "che", "shes", "she")
PREFIX = 3  # letters of a word that is still being typed
LEAST = 40.0  # of 100, for a candidate to be worth naming
SHORTEST = 2  # letters of a word that says something


@dataclass(frozen=True)
class Candidate:
    """What some words may mean.

    Parameters
    ----------
    name : str
        An HS code, a material or a sector, as `econsec.codes.subjects.subject` takes it.
    kind : str
        product, heading, chapter, material or sector.
    title_en, title_ja : str
        What it is called.
    score : float
        How well it fits, 0 to 100.
    whole : bool
        Every word asked for stands in it.
    """

    name: str
    kind: str
    title_en: str
    title_ja: str
    score: float
    whole: bool


def find(words: str, language: str | None = None, *, limit: int = 10) -> tuple[Candidate, ...]:
    """Find what some words may mean, the best first.

    The score is 100 for a title itself. Else three quarters of it are the words asked for that stand in the title
    (plural or not), one quarter how little else stands there. A word that no title has stands for those that begin with
    it or are spelt nearly so. Japanese is compared by its letters; of katakana what stands inside a longer word counts
    less.

    Parameters
    ----------
    words : str
        A name in English or Japanese; case, accents and full-width letters do not matter.
    language : str or None
        Search the titles of one language, en or ja; both where none is given.
    limit : int
        The most candidates to return.

    Returns
    -------
    tuple of Candidate
        None where nothing is near.

    Raises
    ------
    UnknownValueError
        There is no such language.

    Examples
    --------
    >>> find("lithium hydroxide")[0].name, find("レアアース")[0].name, find("集積回路")[0].name
    ('282520', 'rare-earths', '8542')
    >>> find("パソコン")[0].name, find("EVs")[0].name  # as data/codes/aliases.csv has them
    ('8471', '870380')
    >>> [one.name for one in find("magnets")]  # and no magnesite
    ['magnets', '8505', '850511']
    >>> find("qqqq")
    ()
    """
    if language is not None and language not in LANGUAGES:
        raise UnknownValueError(language, LANGUAGES, where="language")
    asked = fold(words)
    if len(asked) < SHORTEST and not JAPANESE.search(asked):
        return ()
    best: dict[str, Candidate] = {}
    for name, kind, title_en, title_ja, spoken, spellings in _index():
        if language not in {None, spoken}:
            continue
        score, whole = max(_likeness(asked, spelling) for spelling in spellings)
        if score >= LEAST and (name not in best or best[name].score < score):
            best[name] = Candidate(name, kind, title_en, title_ja, round(score, 1), whole)
    order = ("sector", "material", "chapter", "heading", "product")
    ranked = sorted(best.values(), key=lambda one: (-one.score, not one.whole, order.index(one.kind), one.name))
    return tuple(ranked[:limit])


def fold(text: str) -> str:
    """Take away what does not tell two titles apart: case, accents, width, spaces.

    Examples
    --------
    >>> fold(" ＬＮＧ "), fold("Rare-earth  metals")
    ('lng', 'rare earth metals')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not "\u0300" <= char <= "\u036f")
    joined = unicodedata.normalize("NFC", bare)
    return " ".join(joined.split()) if JAPANESE.search(joined) else " ".join(WORD.findall(joined))


def exact(words: str) -> str:
    """Return the material, sector or code that is called just so, or goes by that name too; empty if there is none.

    Examples
    --------
    >>> exact("Rare earths"), exact("希土類"), exact("rare")
    ('rare-earths', 'rare-earths', '')
    """
    return _named().get(fold(words), "")


@cache
def _named() -> dict[str, str]:
    found = {fold(alias): name for alias, name in read("aliases").itertuples(index=False)}
    for name, kind, _, _, _, spellings in _index():
        if kind in {"sector", "material"}:
            found |= dict.fromkeys((fold(name), *spellings), name)
    return found


def materials() -> tuple[str, ...]:
    """List the materials that have codes: those of the minerals' list and those with a list of their own."""
    listed = sector(MINERALS).products["material"]
    return tuple(dict.fromkeys([*read("material_codes")["material"], *listed]))


@cache
def _index() -> tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...]:
    aliases = read("aliases")
    titles = [(one.name, "sector", one.title_en, one.title_ja) for one in sectors() if one.kind == "goods"]
    labels = read("materials").set_index("material")
    titles += [(name, "material", *labels.loc[name, ["label_en", "label_ja"]]) for name in materials()]
    english, japanese = (everyday_products(language) | named_products(language) for language in ("en", "ja"))
    titles += [(code, KINDS.get(len(code), "product"), english[code], japanese[code]) for code in english]
    others_of = aliases.groupby("name")["alias"].agg(list).to_dict()
    entries = []
    for name, kind, title_en, title_ja in titles:
        others = others_of.get(name, [])
        for language, said in (("en", title_en), ("ja", title_ja)):
            same = [alias for alias in others if bool(JAPANESE.search(alias)) == (language == "ja")]
            # What stands in brackets explains the name, and is not asked for.
            bare = re.sub(r"[(（].*?[)）]", "", said)
            spellings = tuple(dict.fromkeys(filter(None, map(fold, (said, bare, *same)))))
            entries.append((name, kind, title_en, title_ja, language, spellings))
    return tuple(entries)


def _likeness(asked: str, title: str) -> tuple[float, bool]:
    if asked == title:
        return 100.0, True
    if JAPANESE.search(asked):
        if asked in title:
            alone = _alone(asked, title)
            return 100 * alone * (FOUND + (1 - FOUND) * len(asked) / len(title)), alone == 1
        pairs = {asked[at : at + 2] for at in range(len(asked) - 1)}
        within = {title[at : at + 2] for at in range(len(title) - 1)}
        shared = len(pairs & within) / max(len(pairs), 1)
        return 100 * shared * (FOUND + (1 - FOUND) * min(1.0, len(asked) / max(len(title), 1))), False
    words, held = asked.split(), title.split()
    if not words or not held:
        return 0.0, False
    likes = [_nearest(word, held) for word in words]
    there = sum(likes) / len(words)
    tight = min(1.0, sum(like > 0 for like in likes) / len(held))
    return 100 * there * (FOUND + (1 - FOUND) * tight), all(like == 1 for like in likes)


def _alone(asked: str, title: str) -> float:
    """Return 1 where some letters stand in a title for themselves, less where only within a word of katakana.

    Examples
    --------
    >>> _alone("リン", "リン鉱石"), _alone("リン", "リンゴ"), _alone("リン", "ペニシリン")
    (1.0, 0.8, 0.6)
    """
    best = WITHIN
    for at in (found.start() for found in re.finditer(re.escape(asked), title)):
        begins, ends = _border(title, at), _border(title, at + len(asked))
        best = max(best, 1.0 if begins and ends else BEGUN if begins else WITHIN)
    return best


def _border(title: str, at: int) -> bool:
    """Tell whether a word of katakana does not go on at a place: other letters have no borders that could be seen."""
    return not (0 < at < len(title) and KATAKANA.match(title[at - 1]) and KATAKANA.match(title[at]))


def _nearest(word: str, held: list[str]) -> float:
    if (stem := _stem(word)) in map(_stem, held):
        return 1.0
    if stem in _vocabulary():  # it is no misspelt word, nor the beginning of one
        return 0.0
    # As it is written: what is left of "cars" begins carpets.
    if len(word) >= PREFIX and any(one.startswith(word) for one in held):
        return BEGUN
    # With and without endings: what is left of "case" is nearly cash, and "cases" is nearly gases.
    like = max(min(fuzz.ratio(word, one), fuzz.ratio(stem, _stem(one))) for one in held)
    return like / 100 if like >= ALIKE else 0.0


@cache
def _vocabulary() -> frozenset[str]:
    """Return every English word that a title has, as it is compared."""
    titles = (title for *_, spoken, spellings in _index() if spoken == "en" for title in spellings)
    return frozenset(_stem(word) for title in titles for word in title.split())


@cache
def _stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(SIBILANT):  # gases, switches; and base, for the sake of bases
        return word.removesuffix("s").removesuffix("e")
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > len("gas") else word
