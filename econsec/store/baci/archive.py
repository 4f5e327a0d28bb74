"""A publisher's zip: which years it holds, and one member at a time on disk, never in memory."""

from __future__ import annotations

import re
import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from econsec.errors import EconsecError, IntegrityError, MissingFileError, NoDataError, SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YEAR = re.compile(r"(?:.*/)?BACI_(?P<revision>HS\d\d)_Y(?P<year>\d{4})_V(?P<version>\w+)\.csv")
COUNTRIES = re.compile(r"(?:.*/)?country_codes_V\w+\.csv")
PRODUCTS = re.compile(r"(?:.*/)?product_codes_(?P<revision>HS\d\d)_V\w+\.csv")
CHUNK = 1 << 22
# A year of BACI is about 0.4 GB of text; a member far beyond that is no year but a trap.
MOST_BYTES = 8 << 30
# CEPII's lists have some hundred kilobytes, and are read into memory.
MOST_LISTED = 64 << 20
#: Ways of packing that Python can undo.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
ENCRYPTED = 0x1


@dataclass(frozen=True)
class Member:
    """One year inside the zip.

    Parameters
    ----------
    name : str
        The path inside the zip; only its last part is ever used on disk.
    crc : int
        The zip's own checksum of the year's text: the same text has the same.
    """

    name: str
    revision: str
    year: int
    version: str
    size: int
    crc: int


@dataclass(frozen=True)
class Archive:
    """CEPII's download of a revision: its years and its two lists."""

    path: Path
    revision: str
    version: str
    members: tuple[Member, ...]
    countries: str
    products: str


def inspect(path: Path) -> Archive:
    """Read the directory of a zip, nothing else.

    Raises
    ------
    MissingFileError
        There is no such file.
    IntegrityError
        It is no zip, or cut off.
    SchemaError
        It has no year of BACI, one twice, years of several revisions, no list of countries or products, an absurd size,
        or is packed in a way, or with a password, that cannot be undone.
    """
    if not path.is_file():
        raise MissingFileError(f"no file {path}", expected="CEPII's zip of a revision, such as BACI_HS17_V202601.zip")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise IntegrityError(f"{path.name} is no zip or is cut off ({error})", hint="Download it again.") from error
    members = sorted(_members(entries), key=lambda member: member.year)
    if not members:
        raise NoDataError(f"{path.name} holds no BACI year", expected="members such as BACI_HS17_Y2024_V202601.csv")
    if len({(member.revision, member.version) for member in members}) > 1:
        raise SchemaError(f"{path.name} holds several revisions or versions of BACI", expected="one of each")
    if twice := {member.year for member in members if sum(member.year == other.year for other in members) > 1}:
        raise SchemaError(f"{path.name} holds {min(twice)} twice", expected="a member a year")
    countries = _only(entries, COUNTRIES, "list of countries", path)
    products = _only(entries, PRODUCTS, "list of products", path)
    if (listed := PRODUCTS.fullmatch(products)) and listed["revision"] != members[0].revision:
        raise SchemaError(
            f"{path.name} has years of {members[0].revision} and {products}", expected="one revision, as CEPII packs it"
        )
    return Archive(
        path=path,
        revision=members[0].revision,
        version=members[0].version,
        members=tuple(members),
        countries=countries,
        products=products,
    )


@contextmanager
def extracted(archive: Archive, name: str, folder: Path) -> Iterator[tuple[Path, int]]:
    """Write one member to a folder for as long as it is needed; give its path and the count of its lines.

    Raises
    ------
    IntegrityError
        The member does not match the zip's checksum.
    EconsecError
        The disk has no room for it.
    """
    target = folder / "member.csv"
    try:
        yield target, _write(archive, name, target)
    finally:
        target.unlink(missing_ok=True)


def _write(archive: Archive, name: str, target: Path) -> int:
    lines, last = 0, b"\n"
    try:
        with zipfile.ZipFile(archive.path) as opened:
            size, free = opened.getinfo(name).file_size, shutil.disk_usage(target.parent).free
            if size * 2 > free:
                raise EconsecError(f"{name} needs {2 * size / 1e9:.1f} GB of disk, {free / 1e9:.1f} GB are free")
            with opened.open(name) as source, target.open("wb") as out:
                while chunk := source.read(CHUNK):
                    lines, last = lines + chunk.count(b"\n"), chunk[-1:]
                    out.write(chunk)
    except (zipfile.BadZipFile, EOFError) as error:
        raise IntegrityError(
            f"{name} in {archive.path.name} is damaged ({error})", hint="Download it again."
        ) from error
    return lines + (last != b"\n")


def _members(entries: list[zipfile.ZipInfo]) -> Iterator[Member]:
    for entry in entries:
        if (match := YEAR.fullmatch(entry.filename)) is None:
            continue
        _open(entry, MOST_BYTES)
        yield Member(
            entry.filename, match["revision"], int(match["year"]), match["version"], entry.file_size, entry.CRC
        )


def _open(entry: zipfile.ZipInfo, most: int) -> None:
    """Refuse a member that cannot be unpacked, or that would be no year and no list but a trap."""
    if entry.flag_bits & ENCRYPTED:
        raise SchemaError(f"{entry.filename} is encrypted", expected="CEPII's own zip, which has no password")
    if entry.compress_type not in PACKED:
        raise SchemaError(
            f"{entry.filename} is packed by method {entry.compress_type}, which Python cannot undo",
            expected="CEPII's own zip",
            hint="Or unpack it and pack it again as an ordinary zip.",
        )
    if entry.file_size > most:
        raise SchemaError(f"{entry.filename} would unpack to {entry.file_size / 1e9:.1f} GB: CEPII's does not")


def _only(entries: list[zipfile.ZipInfo], pattern: re.Pattern[str], what: str, path: Path) -> str:
    found = [entry for entry in entries if pattern.fullmatch(entry.filename)]
    if len(found) != 1:
        raise SchemaError(
            f"{path.name} has {len(found)} files that look like a {what}", expected="one, as CEPII packs it"
        )
    _open(found[0], MOST_LISTED)
    return found[0].filename
