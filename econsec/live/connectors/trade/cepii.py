"""CEPII: take one year of BACI out of a zip of hundreds of megabytes, by asking for the parts that hold it."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
import zlib
from typing import TYPE_CHECKING

from econsec.errors import FetchError, NoDataError, ParameterError, in_brief
from econsec.live import updating
from econsec.live.publishers import publisher
from econsec.store.baci.archive import COUNTRIES, PRODUCTS, YEAR
from econsec.store.baci.warehouse import add_baci
from econsec.store.kept import vintages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from econsec.live.asking.client import Client
    from econsec.live.asking.limits import Limits
    from econsec.store.baci.shelf import Stored

HOME = "https://www.cepii.fr/DATA_DOWNLOAD/baci/data/"
NAME = re.compile(r"HS\d{2}_V\d{6}[a-z]?")
RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
BLOCK = 4 << 20
STANDS = "What was added before stands."


class Ranged(io.RawIOBase):
    """A publisher's file, read where it is wanted: a block at a time, and the last one kept.

    Parameters
    ----------
    client : Client
        To ask with.
    url : str
        Of the file.
    scratch : Path
        A folder for a block.
    """

    def __init__(self, client: Client, url: str, scratch: Path) -> None:
        self.client, self.url, self.scratch = client, url, scratch
        self.place, self.start, self.block, self.mark, self.size = 0, 0, b"", "", 0
        self._fetch(0, 1)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from anywhere."""
        return True

    def tell(self) -> int:
        """Return where the next byte comes from."""
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        self.place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        return self.place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read what the block at hand holds of what is wanted, after fetching it if need be."""
        if self.place >= self.size:
            return 0
        if not self.start <= self.place < self.start + len(self.block):
            self._fetch(self.place, min(BLOCK, self.size - self.place))
        piece = self.block[self.place - self.start :][: len(buffer)]
        buffer[: len(piece)] = piece
        self.place += len(piece)
        return len(piece)

    def _fetch(self, start: int, count: int) -> None:
        path = self.scratch / "block"
        path.unlink(missing_ok=True)
        wanted = {"Range": f"bytes={start}-{start + count - 1}", "Accept-Encoding": "identity"}
        got = self.client.save(self.url, path, headers=wanted, most_bytes=2 * BLOCK)
        self.start, self.block = start, path.read_bytes()
        match = RANGE.fullmatch(got.headers.get("content-range", ""))
        if match is None or (int(match[1]), len(self.block)) != (start, count):
            raise FetchError("CEPII does not send the part of the file that was asked for", hint=STANDS)
        mark = f"{match[3]} {got.headers.get('etag', '')} {got.headers.get('last-modified', '')}"
        if self.mark not in {"", mark}:
            raise FetchError("CEPII has changed the file while it was read", hint=f"Run it again. {STANDS}")
        self.mark, self.size = mark, int(match[3])


def fetch(
    name: str,
    years: Collection[int],
    *,
    limits: Limits | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Stored, ...]:
    """Add years of a revision to the user's own store of BACI, without the rest of the zip.

    Parameters
    ----------
    name : str
        Revision and version as CEPII names them, such as ``HS17_V202601``.
    years : collection of int
        Those wanted.
    limits : Limits or None
        Instead of the connector's own.
    tell : callable
        Told a line for each year.

    Returns
    -------
    tuple of Stored
        As `econsec.store.add_baci`.

    Raises
    ------
    ParameterError
        The name is none of CEPII's, or no year is wanted.
    NoDataError
        The zip has no such year.
    FetchError
        CEPII cannot be asked, or sends what is no zip; the store is as it was.
    """
    if not NAME.fullmatch(name) or not years:
        raise ParameterError(f"CEPII has no BACI {name!r} of {len(years)} years", expected="HS17_V202601 and its years")
    with vintages.working("baci") as work:
        with updating.client(publisher("baci"), None, limits, tell) as client:
            try:
                local = _part(client, name, set(years), work, tell)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
                raise FetchError(f"CEPII sends what is no whole zip ({in_brief(error)})", hint=STANDS) from None
        return add_baci(local, years=sorted(years), report=tell)


def spelled(years: str) -> list[int]:
    """Return the years that a person types: one, or the first and the last.

    Raises
    ------
    ParameterError
        They are none, or stay open: each is hundreds of megabytes on the disk.

    Examples
    --------
    >>> spelled("2022:2024")
    [2022, 2023, 2024]
    """
    match = re.fullmatch(r"(\d{4})(?::(\d{4}))?", years)
    if match is None:
        raise ParameterError(f"years cannot be {years!r}", expected="one, or two such as 2022:2024")
    return list(range(int(match[1]), int(match[2] or match[1]) + 1))


def _part(client: Client, name: str, years: set[int], work: Path, tell: Callable[[str], None]) -> Path:
    """Write a zip of the years wanted and of CEPII's two lists; the checksums of the members are tested on the way."""
    local = work / f"BACI_{name}.zip"
    source = io.BufferedReader(Ranged(client, f"{HOME}BACI_{name}.zip", work), BLOCK)
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(local, "w", zipfile.ZIP_DEFLATED) as part:
        held = {int(match["year"]): item for item in whole.namelist() if (match := YEAR.fullmatch(item))}
        if missing := sorted(years - set(held)):
            raise NoDataError(f"BACI {name} has no year {missing[0]}", expected=f"one of {', '.join(map(str, held))}")
        lists = [item for item in whole.namelist() if COUNTRIES.fullmatch(item) or PRODUCTS.fullmatch(item)]
        for item in [*lists, *(held[year] for year in sorted(years))]:
            tell(f"baci: {item}")
            with whole.open(item) as text, part.open(item, "w") as out:
                shutil.copyfileobj(text, out, BLOCK)
    return local
