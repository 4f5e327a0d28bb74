"""What a notebook may say to its page: the shapes of the house's mime types, checked before anything is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from econsec.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar = str | int | float | bool | None
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Share = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """A payload, or a part of one: what it does not name, it does not take."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Fact(Shape):
    """One fact of the first screen: ``Data 2024 (provisional)``."""

    label: str
    value: str


class Head(Shape):
    """The first screen: what is asked, and from which data it is answered."""

    version: Literal[1]
    language: str
    kicker: str
    title: str
    lede: str | None = None
    facts: tuple[Fact, ...] = ()


class Part(Shape):
    """A run of words, weighty or not."""

    text: str
    strong: bool = False


class Source(Shape):
    """Where the numbers come from, and on what terms."""

    line: str
    url: str
    licence: str
    vintage: str
    commercial: bool
    dataset: str
    sha256: str


class Claim(Shape):
    """A computed sentence. An *answer* stands on the first screen, any other where the notebook says it.

    Its sources need to be named only where they may forbid commercial use.
    """

    version: Literal[1]
    language: str
    id: str
    role: Literal["answer", "claim", "note"]
    parts: tuple[Part, ...]
    text: str
    values: dict[str, Scalar | list[Scalar]] = {}
    sources: tuple[Source, ...] = ()
    asked: dict[str, Scalar] = {}


class Column(Shape):
    """One column of a printed table."""

    key: str
    label: str
    kind: Literal["text", "number", "percent", "bar", "code", "flag"]


class Cell(Shape):
    """One cell: the text that is read, the value it sorts by, the length of its bar (0 to 1)."""

    text: str
    value: float | str | None = None
    bar: Share | None = None
    note: str | None = None


class Table(Shape):
    """The table of an exhibit, as it is printed."""

    caption: str
    columns: tuple[Column, ...]
    row_header: int
    rows: tuple[tuple[Cell, ...], ...]
    open: bool = False

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has another number of cells than the table has columns")
        return self


class Named(Shape):
    """What a column of the file is called, measured in, and what else is to be known of it; in the page's language."""

    heading: str
    unit: str = ""
    note: str = ""


class Sheet(Shape):
    """The numbers behind an exhibit, as they are downloaded, and what their columns are, by name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]
    about: dict[str, Named] = {}


class Choice(Shape):
    """One thing that a reader picks: its column, what it is called, its values with their names, in order."""

    key: Slug
    label: str
    names: Annotated[tuple[tuple[str, str], ...], Field(min_length=1)]


class View(Shape):
    """One choice: its values, how many of the rows are its own, a sentence on them, the place of its description."""

    of: tuple[Annotated[str, Field(min_length=1)], ...]
    count: Annotated[int, Field(ge=1)]
    text: str
    description: Annotated[int, Field(ge=0)] = 0


class Description(Shape):
    """What views are of: what is shown with its unit and period, what is to be known of it, whose figures they are."""

    caption: str
    notes: tuple[str, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class Picks(Shape):
    """What a reader may pick in an exhibit: the rows of all choices, column by column, in the order of the views."""

    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=2)]
    shown: tuple[str, ...] | None = None
    views: Annotated[tuple[View, ...], Field(min_length=1)]
    descriptions: Annotated[tuple[Description, ...], Field(min_length=1)]
    columns: tuple[Column, ...]
    rows: dict[str, tuple[Scalar, ...]]
    texts: dict[str, tuple[str, ...]]
    file: tuple[str, ...]
    about: dict[str, Named] = {}
    chart: dict[str, Any]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of every view, once."""
        return tuple(dict.fromkeys(source for one in self.descriptions for source in one.sources))

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of the sources, each once."""
        return tuple(dict.fromkeys(source.line for source in self.sources))

    @property
    def notes(self) -> tuple[str, ...]:
        """Every note of every view, once."""
        return tuple(dict.fromkeys(note for one in self.descriptions for note in one.notes))

    @model_validator(mode="after")
    def _whole(self) -> Picks:
        count = sum(view.count for view in self.views)
        if any(len(values) != count for values in (*self.rows.values(), *self.texts.values())):
            raise ValueError("a column has another number of rows than the views have")
        if any(column.key not in self.texts for column in self.columns) or {
            *self.file,
            *(column.key for column in self.columns),
        } - set(self.rows):
            raise ValueError("a column of the table or of the file has no rows")
        known = [{value for value, _ in choice.names} for choice in self.choices]
        if any(len(view.of) != len(known) or not all(map(set.__contains__, known, view.of)) for view in self.views):
            raise ValueError("a view is of no choice that has a name")
        if any(view.description >= len(self.descriptions) for view in self.views):
            raise ValueError("a view has a description that is not there")
        if self.shown is not None and self.shown not in {view.of for view in self.views}:
            raise ValueError("what the exhibit shows cannot be picked")
        return self


class Exhibit(Shape):
    """A finding with its chart, its table, its numbers and where they come from.

    The topic says without any figure what it is about: no more is said of it where it is left out.
    """

    version: Literal[1]
    language: str
    id: Slug
    headline: str
    values: dict[str, Any] = {}
    subtitle: str
    alt: str
    chart: dict[str, Any] | None = None
    table: Table
    csv: Sheet
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    caveats: tuple[str, ...] = ()
    topic: str = ""
    asked: dict[str, Scalar] = {}
    picks: Picks | None = None


class Method(Shape):
    """One term of the method, what it means here, and who defined it."""

    term: str
    text: str
    reference: str = ""


class Methods(Shape):
    """The method notes of the report."""

    version: Literal[1]
    language: str
    items: tuple[Method, ...]


EXHIBIT = "application/vnd.econsec.exhibit+json"
MIMES: dict[str, type[Shape]] = {
    "application/vnd.econsec.page+json": Head,
    "application/vnd.econsec.claim+json": Claim,
    EXHIBIT: Exhibit,
    "application/vnd.econsec.method+json": Methods,
}


def read(data: Mapping[str, Any]) -> Shape | None:
    """Read the payload of one notebook output.

    Parameters
    ----------
    data : mapping
        The output's data by mime type.

    Returns
    -------
    Shape or None
        The payload, or None if the output carries none of the house's mime types.

    Raises
    ------
    RenderError
        A payload does not have its shape: what is named wrong, with the place in it.

    Examples
    --------
    >>> read({"text/plain": "1"}) is None
    True
    """
    for mime, shape in MIMES.items():
        if mime in data:
            try:
                return shape.model_validate(data[mime])
            except ValidationError as error:
                raise RenderError(f"an output of type {mime} does not have its shape: {_first(error)}") from error
    return None


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(map(str, problem['loc'])) or 'payload'}: {problem['msg']}"
