"""Names of economies inside a sentence: `the United States`, `Japan’s`, `日本の`."""

from __future__ import annotations

from econsec.codes.economies import economy_name

# English sets an article before these (Oxford style); the rest stand bare.
WITH_ARTICLE = frozenset(
    [
        *(
            "ARE",
            "BHS",
            "CAF",
            "COD",
            "COG",
            "COM",
            "CYM",
            "DOM",
            "FLK",
            "FRO",
            "GMB",
            "GBR",
            "IMN",
            "MDV",
            "MHL",
            "MNP",
        ),
        *("NLD", "PHL", "SLB", "SYC", "TCA", "USA", "UMI", "VGB", "VIR"),
    ]
)


def with_article(code: str, language: str = "en", *, start: bool = False) -> str:
    """Name an economy as it stands within a sentence.

    Examples
    --------
    >>> with_article("USA"), with_article("JPN"), with_article("USA", "ja")
    ('the United States', 'Japan', '米国')
    """
    name = economy_name(code, language)
    if language == "en" and code in WITH_ARTICLE:
        return ("The " if start else "the ") + name.removeprefix("the ").removeprefix("The ")
    return name


def possessive(code: str, language: str = "en", *, start: bool = False) -> str:
    """Name an economy as the owner of what follows.

    Examples
    --------
    >>> possessive("JPN"), possessive("USA"), possessive("JPN", "ja")
    ('Japan’s', 'the United States’', '日本の')
    """
    name = with_article(code, language, start=start)
    if language == "ja":
        return f"{name}の"
    return name + ("’" if name.endswith("s") else "’s")
