"""The version of the knowledge: a hash of every file of it, so that the same stamp means the same words and places."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from recount.model.own import OwnFile

LENGTH = 12  # hex digits


def knowledge_stamp(*own: OwnFile | None) -> str:
    """Twelve hex digits over the names and bytes of all knowledge files and the gazetteer, and a user's own files."""
    shipped = _shipped_stamp()
    if not any(own):
        return shipped
    told = "|".join([shipped, *(sha256(file.text.encode()).hexdigest() if file else "" for file in own)])
    return sha256(told.encode()).hexdigest()[:LENGTH]


@cache
def _shipped_stamp() -> str:
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
