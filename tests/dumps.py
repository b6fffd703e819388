"""Dumps in GeoNames' form for tests; every place in them is invented."""

import zipfile
from collections.abc import Iterable
from pathlib import Path


def row(number: int, name: str, code: str = "P.PPL", at: tuple[float, float] = (13.0, 2.0), **cells: object) -> str:
    """One row of a dump of places; `names` are the others, between commas."""
    group, _, feature = code.partition(".")
    told = {"names": "", "country": "NE", "admin1": "08", "admin2": "", "people": 0, "changed": "2026-10-01"} | cells
    columns = [number, name, told.get("plain", name), told["names"], *at, group, feature, told["country"], ""]
    columns += [told["admin1"], told["admin2"], "", "", told["people"], "", "", "Africa/Niamey", told["changed"]]
    return "\t".join(str(column) for column in columns)


DUMP = [
    row(10, "Republic of Karsa", "A.PCLI", admin1="00", people=20_000_000),
    row(11, "Vesna", "A.ADM1", (13.5, 2.5), people=900_000, names="Vesna Region,Région de Vesna"),
    row(12, "Old Vesna District", "A.ADM2", (13.4, 2.4), admin2="801"),
    row(101, "Old Vesna", at=(13.4, 2.4), people=60_000, admin2="801", names="Stara Vesna,فيسنا,VSN"),
    row(102, "Ţall Karsa", at=(13.8, 2.9), people=3_000, plain="Tall Karsa", admin2="801"),
    row(103, "Odela", at=(12.0, 1.5), people=700, admin1="09"),
    row(104, "Upper Town", "P.PPLX", (13.41, 2.41), people=12_000),
    row(201, "Varosh", "S.CMPRF", (13.6, 2.6)),
    row(202, "Varosh", at=(-5.0, 30.0), country="CD", admin1="11", people=90_000),
    row(203, "Kell Hill", "T.HLL", (13.7, 2.7)),
    row(204, "Strait of Orm", "H.STRT", (26.0, 56.0), country="", admin1=""),
    row(205, "Kell Gate", "S.PSTB", (13.9, 3.1)),
    row(206, "Kell Farm", "S.FRM", (13.9, 3.1)),
]
NAMES = [
    "1\t101\ten\tGreater Vesna\t\t\t\t\t\t",
    "2\t101\tlink\thttps://example.org/Vesna\t\t\t\t\t\t",
    "3\t203\t\tThe Anvil Hill\t\t\t\t\t\t",
    "4\t999\ten\tNowhere At All\t\t\t\t\t\t",
]


def write_dump(path: Path, rows: Iterable[str] = DUMP) -> Path:
    """The rows as a dump, in a zip where the path ends so."""
    text = "".join(f"{line}\n" for line in rows)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "about the dump")
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, encoding="utf-8", newline="\n")
    return path
