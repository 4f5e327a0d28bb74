"""The languages that reports are written in."""

from __future__ import annotations

from econsec.errors import ParameterError, did_you_mean

LANGUAGES = ("en", "ja")


def language(code: str) -> str:
    """Return the code of a language that reports are written in.

    Parameters
    ----------
    code : str
        ISO 639-1, any case.

    Raises
    ------
    ParameterError
        Reports are not written in that language.

    Examples
    --------
    >>> language("JA")
    'ja'
    """
    found = str(code).strip().lower()
    if found not in LANGUAGES:
        raise ParameterError(
            f"no reports in language {code!r}", expected=" or ".join(LANGUAGES), hint=did_you_mean(found, LANGUAGES)
        )
    return found
