"""The errors an analyst may meet: each says what was wrong, what was expected and what to do."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from econsec.brevity import cut

if TYPE_CHECKING:
    from collections.abc import Iterable


#: Names that one can choose among at a glance.
MOST_NAMED = 40
#: Letters of another library's message that are passed on.
MOST_SAID = 200


def did_you_mean(wrong: str, known: Iterable[str], *, limit: int = 3, cutoff: float = 70.0) -> str:
    """Suggest the known names closest to a wrong one.

    Parameters
    ----------
    wrong : str
        What was given.
    known : iterable of str
        What would have been accepted.
    limit : int
        The most names to suggest.
    cutoff : float
        The least likeness, 0 to 100, for a name to be suggested.

    Returns
    -------
    str
        A sentence such as ``Did you mean India?``, or an empty string if nothing is close.

    Examples
    --------
    >>> did_you_mean("Inda", ["India", "Japan"])
    'Did you mean India?'
    >>> did_you_mean("qqqq", ["India", "Japan"])
    ''
    """
    found = process.extract(
        wrong, list(dict.fromkeys(known)), scorer=fuzz.WRatio, processor=utils.default_process, limit=limit
    )
    near = [str(name) for name, score, _ in found if score >= cutoff]
    return f"Did you mean {' or '.join(near)}?" if near else ""


def in_brief(error: BaseException) -> str:
    r"""Return what another library said, on one line and not longer than one reads.

    Examples
    --------
    >>> in_brief(ValueError("a number\n  that is none"))
    'a number that is none'
    """
    return " ".join(str(error).split())[:MOST_SAID]


class EconsecError(Exception):
    """Anything this package refuses to do, said so that the reader can mend it.

    Parameters
    ----------
    problem : str
        What was wrong, with the offending value.
    expected : str
        What would have been right.
    hint : str
        What to do now: a command, a name, a place.

    Examples
    --------
    >>> print(EconsecError("no table 'bacy'", hint="Did you mean baci?"))
    no table 'bacy'. Did you mean baci?
    """

    exit_code = 2

    def __init__(self, problem: str, *, expected: str = "", hint: str = "") -> None:
        # What a publisher or a notebook says may be in it, at any length.
        self.problem, self.expected, self.hint = problem, expected, hint = cut(problem), cut(expected), cut(hint)
        expected = f"Expected {expected}" if expected else ""
        parts = [part.rstrip(".") for part in (problem, expected) if part]
        super().__init__(" ".join(filter(None, [". ".join(parts) + ("." if hint else ""), hint])))

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows of it: the lines of the reader's own, then the sentence, and nothing of ours."""
        steps = traceback.extract_tb(self.__traceback__)
        own = [step for step in steps if "ipykernel_" in step.filename or step.filename.startswith("<ipython-input")]
        lines = [f"line {step.lineno}: {step.line}" for step in own if step.line]
        return [*lines, f"{type(self).__name__}: {self}"]


def _all_of(known: list[str]) -> str:
    """Return the known names in a sentence, if there are so few that one can choose among them."""
    return f"Known: {', '.join(known)}" if 0 < len(known) <= MOST_NAMED else ""


class UnknownNameError(EconsecError):
    """A name that no list of this package holds; carries the nearest known ones."""

    noun = "name"

    def __init__(self, wrong: object, known: Iterable[str] = (), *, where: str = "", hint: str = "") -> None:
        self.wrong = wrong
        where = f" ({where})" if where else ""
        known = list(dict.fromkeys(known))
        super().__init__(
            f"no {self.noun} {wrong!r}{where}", hint=hint or did_you_mean(str(wrong), known) or _all_of(known)
        )


class UnknownEconomyError(UnknownNameError):
    """A code or name that is no economy here."""

    noun = "economy"


class UnknownProductError(UnknownNameError):
    """A code that is no product of the nomenclature in use."""

    noun = "product"


class UnknownMaterialError(UnknownNameError):
    """A name that is no material of the sector."""

    noun = "material"


class UnknownSectorError(UnknownNameError):
    """A name that is no sector of the agenda."""

    noun = "sector"


class UnknownRuleError(UnknownNameError):
    """A name that is no rule of import dependence."""

    noun = "rule"


class UnknownVariantError(UnknownNameError):
    """A name that is no variant of an indicator."""

    noun = "variant"


class UnknownIndicatorError(UnknownNameError):
    """A name that is no indicator of this library."""

    noun = "indicator"


class UnknownDatasetError(UnknownNameError):
    """A name that is no dataset of the catalogue."""

    noun = "dataset"


class UnknownValueError(UnknownNameError):
    """A value that no row of the table has in that column."""

    noun = "value"


class UnknownReportError(UnknownNameError):
    """A name that is no report of the portfolio."""

    noun = "report"


class UnknownClaimError(UnknownNameError):
    """An id that no claim of the edition has."""

    noun = "claim"


class UnknownParameterError(UnknownNameError):
    """A parameter that the notebook's parameters cell does not have."""

    noun = "parameter"


class ParameterError(EconsecError):
    """A parameter of the wrong type, or with a value that the data cannot serve."""


class NoDataError(EconsecError):
    """The question is well put, and the data do not cover it."""


class SchemaError(EconsecError):
    """A table that does not have the shape its name promises."""


class MissingColumnError(SchemaError):
    """A column that the schema requires is not there."""


class NegativeValueError(SchemaError):
    """A quantity that cannot be negative is."""


class NotFiniteError(SchemaError):
    """A quantity is missing or infinite where a number must stand."""


class DuplicateKeyError(SchemaError):
    """Two rows claim the same key."""


class UnitError(SchemaError):
    """A unit other than the one the schema declares."""


class QualityError(SchemaError):
    """A table that keeps its schema and cannot be right: its parts do not make its total, a year is missing."""


class IntegrityError(EconsecError):
    """A file whose bytes are not the ones its manifest names."""

    exit_code = 3


class MissingFileError(IntegrityError):
    """A file that its manifest names is not there."""


class PortfolioError(EconsecError):
    """A list of reports, or a notebook of it, that does not keep to the rules."""


class RenderError(EconsecError):
    """A report that could not be rendered; the last good edition is untouched."""

    exit_code = 1


class BusyError(RenderError):
    """Another run is writing the same report, or another build the same data.

    Parameters
    ----------
    problem, hint : str
        As for every error.
    seconds : float
        How long it has been at it.
    """

    def __init__(self, problem: str, *, hint: str = "", seconds: float = 0.0) -> None:
        self.seconds = seconds
        super().__init__(problem, hint=hint)


class MissingToolError(EconsecError):
    """A program or a package that this step needs is not installed."""

    exit_code = 4


class FetchError(EconsecError):
    """A publisher could not be asked, or what it answered is no answer; what was fetched before stands."""

    exit_code = 1


class SendError(EconsecError):
    """What is new could not be sent; it is kept, and sent when the next night asks."""

    exit_code = 6


class RefusedError(SendError):
    """One letter is refused for good, as too long: no other try mends it, and it must not be in the way of others."""


class HostError(FetchError):
    """A host that no connector lists, or an address that is not the public internet's."""


class QuotaError(FetchError):
    """A publisher asks to wait longer than a program should."""


class TooLongError(FetchError):
    """A publisher finds the question too long; half of it may do."""


class CutOffError(FetchError):
    """An answer holds fewer rows than the publisher has, or may hold fewer."""
