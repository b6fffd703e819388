"""Reads GeoNames' dumps row by row, zipped or plain: places (19 columns) and alternative names (10 columns).

The form is that of the readme at https://download.geonames.org/export/dump/. Rows that do not hold to it are counted
and left out; a file that holds none is refused.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from recount.errors import InputError
from recount.knowledge.places import Feature, feature_file, features

COLUMNS = 19
NAME_COLUMNS = (8, 10)  # of alternateNames and of alternateNamesV2
BESIDE = frozenset({"readme.txt", "iso-languagecodes.txt"})  # what GeoNames puts into a zip beside the dump
BUFFER = 1 << 20
FIRST_ROWS = 100  # without a good one among them, the file is another
TOLD = 3  # faults that are told in words
MOST_PEOPLE = 10**11
LAST_ID = 1_000_000_000  # ids of recount's own places lie from here
REMEDY = "give GeoNames' allCountries.zip or the allCountries.txt in it"
NAMES_REMEDY = "give GeoNames' alternateNamesV2.zip or the alternateNamesV2.txt in it"


@dataclass
class Faults:
    """Counts the rows of one file: `bad` ones are told in words, the first few."""

    path: Path
    remedy: str
    rows: int = 0
    bad: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, what: str) -> None:
        """Counts the row just read as bad. Raises InputError where there has been no good one in the first rows."""
        self.bad += 1
        if len(self.told) < TOLD:
            self.told.append(f"line {self.rows}: {what}")
        if self.bad == self.rows == FIRST_ROWS:
            self.refuse()

    def refuse(self) -> None:
        """Raises InputError where the file has no good row."""
        if self.bad == self.rows:
            raise InputError(str(self.path), self.told[0] if self.told else "the file has no rows", self.remedy)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a dump that recount keeps. `feature` is None for a country; degrees; `changed`: YYYY-MM-DD."""

    id: int
    name: str
    plain_name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    code: str
    feature: Feature | None
    country: str | None
    admin1: str
    admin2: str
    population: int
    changed: str

    @property
    def region(self) -> str:
        """The code of its first-level region: "NG.31"."""
        return f"{self.country}.{self.admin1}"

    @property
    def district(self) -> str:
        """The code of its second-level region: "NG.31.9090"."""
        return f"{self.country}.{self.admin1}.{self.admin2}"


def read_rows(path: Path, faults: Faults) -> Iterator[Row]:
    """The rows that are kept, in the order of the file. Raises InputError for a file that is no dump of places."""
    kept = _kept_codes()
    with open_dump(path, REMEDY) as lines:
        for line in lines:
            faults.rows += 1
            cells = line.rstrip(b"\r\n").split(b"\t")
            if len(cells) != COLUMNS:
                faults.add(_columns(len(cells)))
            elif (cells[6], cells[7]) in kept:
                try:
                    yield _row(cells, kept[cells[6], cells[7]])
                except ValueError as error:
                    faults.add(_said(error))
    faults.refuse()


def _columns(count: int) -> str:
    told = f"{count} columns, not {COLUMNS}"
    return f"{told} (it looks like alternateNames: that is for --alternate-names)" if count in NAME_COLUMNS else told


def _said(error: ValueError) -> str:
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def _kept_codes() -> dict[tuple[bytes, bytes], Feature | None]:
    lands = dict.fromkeys((("A", code) for code in feature_file().countries), None)
    return {(group.encode(), code.encode()): told for (group, code), told in (lands | features()).items()}


def _row(cells: list[bytes], feature: Feature | None) -> Row:
    """The row of these cells. Raises ValueError that says what is wrong with it."""
    lat, lon = _degrees(cells[4], 90), _degrees(cells[5], 180)
    name, country = cells[1].decode(), cells[8].decode()
    if not name:
        raise ValueError("no name")
    if country and len(country) != 2:
        raise ValueError(f"'{country}' is no code of a country")
    return Row(
        id=_number(cells[0], LAST_ID),
        name=name,
        plain_name=cells[2].decode(),
        names=tuple(cells[3].decode().split(",")) if cells[3] else (),
        lat=lat,
        lon=lon,
        code=cells[7].decode(),
        feature=feature,
        country=country or None,
        admin1=cells[10].decode(),
        admin2=cells[11].decode(),
        population=_number(cells[14] or b"0", MOST_PEOPLE),
        changed=cells[18].decode(),
    )


def _number(cell: bytes, limit: int) -> int:
    if not cell.isdigit() or int(cell) >= limit:
        raise ValueError(f"'{cell.decode(errors='replace')}' is no number that may stand here")
    return int(cell)


def _degrees(cell: bytes, limit: int) -> float:
    try:
        degrees = float(cell)
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise ValueError(f"'{cell.decode(errors='replace')}' is no degree from -{limit} to {limit}")
    return degrees


def read_names(path: Path, faults: Faults) -> Iterator[tuple[int, str]]:
    """(GeoNames' number, another name) of every row that is a name, in the order of the file.

    Raises InputError for a file that is no dump of alternative names.
    """
    no_names = {language.encode() for language in feature_file().no_names}
    with open_dump(path, NAMES_REMEDY) as lines:
        for line in lines:
            faults.rows += 1
            cells = line.rstrip(b"\r\n").split(b"\t")
            if len(cells) not in NAME_COLUMNS:
                faults.add(f"{len(cells)} columns, not {NAME_COLUMNS[-1]}")
            elif cells[2] not in no_names:
                try:
                    yield _number(cells[1], LAST_ID), cells[3].decode()
                except ValueError as error:
                    faults.add(_said(error))
    faults.refuse()


@contextmanager
def open_dump(path: Path, remedy: str) -> Iterator[IO[bytes]]:
    """The lines of a dump as bytes, out of its zip where it is one. Raises InputError for what cannot be read."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb", buffering=BUFFER) as lines:
                _check_text(path, lines.read(4), remedy)
                lines.seek(0)
                yield lines
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path, remedy)) as stream:
            yield io.BufferedReader(stream, BUFFER)  # type: ignore[type-var]
    except OSError as error:
        if error.filename is None:  # of what is done with the lines
            raise
        raise InputError(str(path), error.strerror or str(error), remedy) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise InputError(str(path), f"the zip cannot be read: {error}", "download it again") from error


def _check_text(path: Path, start: bytes, remedy: str) -> None:
    if start.startswith(b"PK"):
        raise InputError(str(path), "a zip that was cut short", "download it again")
    if b"\x00" in start or start.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zX", b"SQLi")):
        raise InputError(str(path), "neither text nor a zip", remedy)


def _member(archive: zipfile.ZipFile, path: Path, remedy: str) -> str:
    """The dump in the zip: the one text file, or the one that is called as the zip."""
    texts = [name for name in archive.namelist() if name.endswith(".txt") and Path(name).name.lower() not in BESIDE]
    called = [name for name in texts if Path(name).stem == path.stem]
    if len(found := called or texts) != 1:
        what = f"{len(found)} dumps in the zip" if found else "no dump in the zip"
        raise InputError(str(path), what, remedy)
    return found[0]
