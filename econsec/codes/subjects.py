"""What a dossier is about: a product or a group of them, and under which codes each table knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from econsec.codes.economies import LANGUAGES
from econsec.codes.meaning import CHAPTER, DIGITS, codes_of, meant, split
from econsec.codes.products import everyday_products, full_title, product_name
from econsec.codes.sectors import sectors
from econsec.codes.tables import read
from econsec.errors import ParameterError, UnknownProductError

if TYPE_CHECKING:
    from collections.abc import Collection

NAMED = 2  # of a group: how many of its names stand in its title


@dataclass(frozen=True)
class Subject:
    """A product, or a group of products, by HS codes of two, four or six digits.

    Parameters
    ----------
    names : tuple of str
        What was asked for: HS codes, materials, sectors.
    codes : tuple of str
        The HS codes that these are.
    """

    names: tuple[str, ...]
    codes: tuple[str, ...]

    def within(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the known codes that lie in the subject.

        Examples
        --------
        >>> subject(["8505"]).within(["850511", "850760"])
        ('850511',)
        """
        return tuple(code for code in known if code.startswith(self.codes))

    def around(self, known: Collection[str]) -> tuple[str, ...]:
        """Return for each code of the subject the known code that is it or holds it; else those that it holds.

        Examples
        --------
        >>> subject(["850511"]).around(["8505", "8507"]), subject(["85"]).around(["8505", "3004"])
        (('8505',), ('8505',))
        """
        found: list[str] = []
        for code in self.codes:
            holders = [code[:digits] for digits in reversed(DIGITS) if digits <= len(code) and code[:digits] in known]
            found += holders[:1] or [item for item in known if item.startswith(code)]
        return tuple(dict.fromkeys(found))

    def fits(self, codes: Collection[str]) -> str:
        """Say how some codes relate to the subject: "same", "part" of it, "wider" than it, "none".

        Codes of which one is wider than its like in the subject are "wider", whatever the others are.

        Examples
        --------
        >>> subject(["8505"]).fits(["850511"]), subject(["850511"]).fits(["8505"]), subject(["8505"]).fits([])
        ('part', 'wider', 'none')
        """
        if not codes:
            return "none"
        if any(not code.startswith(self.codes) for code in codes):
            return "wider"
        return "same" if set(codes) == set(self.codes) else "part"

    @property
    def chapters(self) -> tuple[str, ...]:
        """Return the chapters that the subject lies in."""
        return tuple(dict.fromkeys(code[:CHAPTER] for code in self.codes))

    @property
    def controlled(self) -> frozenset[str]:
        """Return the materials of the subject's codes, by the names under which export controls speak of them.

        Examples
        --------
        >>> sorted(subject(["850511"]).controlled), sorted(subject(["8507"]).controlled)
        (['rare-earths'], ['batteries'])
        """
        tables = [one.products[["product", "control_material"]] for one in sectors() if one.kind == "goods"]
        tables.append(read("control_codes").rename(columns={"material": "control_material"}))
        return frozenset(
            name
            for table in tables
            for code, names in zip(table["product"], table["control_material"], strict=True)
            for name in names.split(";")
            if name and code.startswith(self.codes)
        )

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """Return the codes of each name that was asked for, in that order.

        Examples
        --------
        >>> subject("lithium, 8542").parts
        {'lithium': ('282520', '283691'), '8542': ('8542',)}
        """
        return {name: codes_of(name) for name in self.names}

    @property
    def titles(self) -> dict[str, str]:
        """Return what the subject is called in each language, with all that was asked for.

        Examples
        --------
        >>> subject("850511, 280530").titles["en"]
        'Permanent magnets of metal; Rare-earth metals, scandium and yttrium'
        """
        return {
            language: ("・" if language == "ja" else "; ").join(long_title(name, language) for name in self.names)
            for language in LANGUAGES
        }

    def notes(self, language: str = "en") -> dict[str, str]:
        """Return for each code of a material what it holds and what it does not, where that is not plain.

        Examples
        --------
        >>> subject("gallium").notes()["811292"].rpartition(". ")[2]
        'This is not gallium alone: its share cannot be read from the code.'
        """
        table = read("material_codes")
        table = table[table["material"].isin(self.names) & table["product"].isin(self.codes)]
        stop = "。" if language == "ja" else ". "
        return {
            code: stop.join(filter(None, (holds, lacks)))
            for code, holds, lacks in zip(
                table["product"], table[f"holds_{language}"], table[f"lacks_{language}"], strict=True
            )
        }

    def title(self, language: str = "en") -> str:
        """Return what the subject is called: its name where a list has one, else its code.

        Examples
        --------
        >>> subject(["tungsten"]).title("ja"), subject(["390110"]).title()
        ('タングステン', 'HS 390110')
        """
        said = [title(name, language) for name in self.names[:NAMED]]
        # Within a title a name begins small, but for symbols and codes.
        said[1:] = [name[0].lower() + name[1:] if name[1:2].islower() else name for name in said[1:]]
        more = len(self.names) - len(said)
        joined = ("・" if language == "ja" else ", ").join(said)
        rest = {"en": f" and {more} more", "ja": f"ほか{more}件"}[language] if more else ""
        return joined + rest


def title(name: str, language: str = "en") -> str:
    """Return what one product, material or sector is called, briefly.

    Examples
    --------
    >>> title("850511"), title("medicines", "ja"), title("390110", "ja")
    ('Metal magnets', '医薬品', 'HS390110')
    """
    if not name.isdigit():
        goods = {one.name: one.title(language) for one in sectors()}
        return goods.get(name) or str(read("materials").set_index("material")[f"label_{language}"][name])
    short = read("labels").set_index("product")[f"label_{language}"]
    if name in short.index:
        return str(short[name])
    try:
        return product_name(name, language)
    except UnknownProductError:
        if name in (everyday := everyday_products(language)):
            return everyday[name]
        return f"HS {name}" if language == "en" else f"HS{name}"


def long_title(name: str, language: str = "en") -> str:
    """Return what one product, material or sector is called in full, never failing for a code without a name.

    Examples
    --------
    >>> long_title("850511"), long_title("rare-earths", "ja"), long_title("999999")
    ('Permanent magnets of metal', 'レアアース', 'HS 999999')
    """
    return full_title(name, language) if name.isdigit() else title(name, language)


def subject(names: str | Iterable[object], six: Collection[str] = (), *, where: str = "") -> Subject:
    """Find what is asked about: any mix of codes, chapters, materials, sectors and words.

    Parameters
    ----------
    names : str or iterable of str
        HS codes of two, four or six digits, "chapter 85" or 第85類, materials, sectors with goods, or words of a title
        in English or Japanese; a text may hold several, with commas between them.
    six : collection of str
        The six-digit codes that count as known; by default any in a chapter that there is.
    where : str
        Who asks, for the error.

    Raises
    ------
    ParameterError
        Nothing was named, a number was given instead of a text, or words that fit several things alike.
    UnknownProductError
        No list knows a name; the error suggests the nearest.

    Examples
    --------
    >>> subject(["8542"]).codes, subject(["magnets", "850760"]).codes
    (('8542',), ('850511', '850760'))
    >>> subject("chapter 85, lithium hydroxide, レアアース").codes
    ('85', '282520', '284610', '284690', '280530')
    """
    given: list[object] = [names] if isinstance(names, str) or not isinstance(names, Iterable) else list(names)
    said = [part for name in given for part in split(name, where)]
    asked = tuple(dict.fromkeys(meant(name, six, where) for name in said))
    if not asked:
        raise ParameterError("no product named", expected="an HS code, a material or a sector, such as 850511")
    codes = [code for name in asked for code in codes_of(name)]
    # A code inside another that was asked for as well would be counted twice.
    apart = [code for code in codes if not any(code != other and code.startswith(other) for other in codes)]
    return Subject(asked, tuple(dict.fromkeys(apart)))
