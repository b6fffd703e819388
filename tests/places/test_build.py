"""The build: the same places in any order give the same bytes, and the file answers."""

from itertools import permutations
from pathlib import Path

import pytest

from recount.errors import KnowledgeError
from recount.places.build import Place, write_gazetteer
from recount.places.gazetteer import Gazetteer

PLACES = [
    Place(1, "city", "Old Vesna", "UA", 9, 49.0, 31.0, 40_000, 2.0, names=("Stara Vesna",)),
    Place(9, "admin1", "Vesna", "UA", None, 49.2, 31.1, 90_000, 40.0, names=("Vesna Oblast",)),
    Place(1_000_000_000, "area", "Vesna Marsh", "UA", None, 49.5, 31.0, 0, 8.0, bare=("Marsh",), slug="area:marsh"),
]


def test_same_places_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    written = set()
    for number, order in enumerate(permutations(PLACES)):
        path = tmp_path / f"{number}.sqlite"
        write_gazetteer(path, order)
        written.add(path.read_bytes())
    assert len(written) == 1


def test_what_is_written_is_found(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    write_gazetteer(path, PLACES)
    gazetteer = Gazetteer(str(path))
    town = gazetteer.lookup("stara vesna")[0]
    assert (town.name, town.country, town.admin1, town.lat, town.population) == (
        "Old Vesna",
        "UA",
        "Vesna",
        49.0,
        40_000,
    )
    assert gazetteer.lookup("Marsh")[0].id == "area:marsh"
    gazetteer.close()


def test_a_file_that_is_no_gazetteer_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "no.sqlite"
    path.write_bytes(b"no database at all, but long enough to be read as one" * 20)
    with pytest.raises(KnowledgeError, match=r"no\.sqlite"):
        Gazetteer(str(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="build it"):
        Gazetteer(str(tmp_path / "none.sqlite"))
