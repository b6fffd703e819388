"""The version of the knowledge: a hash of every file of it, so that the same stamp means the same words and places."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

LENGTH = 12  # hex digits


@cache
def knowledge_stamp() -> str:
    """Twelve hex digits over the names and bytes of all knowledge files and the gazetteer."""
    digest = sha256(files("recount.places").joinpath("gazetteer.sqlite").read_bytes())
    for name, file in sorted(_files(files("recount.knowledge").joinpath("data"), "")):
        digest.update(name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:LENGTH]


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir():
            found.extend(_files(item, f"{name}/"))
        elif item.name.endswith(".yml"):
            found.append((name, item))
    return found
