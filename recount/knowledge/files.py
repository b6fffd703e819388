"""Knowledge files: YAML with a source and a date, read once and held to a schema."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from recount.errors import KnowledgeError
from recount.model.own import OwnFile


class Entry(BaseModel):
    """What every knowledge entry has: an id, and sentences that must fire it and that must not.

    `examples` and `counter_examples` run as tests; the words that the entry is about stand in [brackets] where
    the place matters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class KnowledgeFile(BaseModel):
    """The head of every knowledge file: what it is about, where its facts are from, and when they were written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    source: str
    date: str


FileType = TypeVar("FileType", bound=KnowledgeFile)


def open_own(path: Path | str) -> OwnFile:
    """A user's knowledge file. Raises KnowledgeError that names the path and the remedy where it cannot be read."""
    try:
        return OwnFile(str(path), Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror or error}; name a YAML file that can be read") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of `recount/knowledge/data/NAME`, e.g. `read_yaml("en/harms.yml")`."""
    text = files("recount.knowledge").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return _parse(name, text)


def read_file(name: str, schema: type[FileType]) -> FileType:
    """One knowledge file, held to its schema. Raises KnowledgeError that names the file and the first fault."""
    return _hold(name, read_yaml(name), schema)


def parse_own(own: OwnFile, schema: type[FileType]) -> FileType:
    """As `read_file`, for a file that a user brings."""
    content = _parse(own.name, own.text)
    if not isinstance(content, dict):
        raise KnowledgeError(f"{own.name}: not a knowledge file; it begins with about, source and date")
    return _hold(own.name, content, schema)


def _parse(name: str, text: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark is not None else ""
        raise KnowledgeError(f"{name}: {place}no YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: no YAML: {error}") from error


def _hold(name: str, content: Any, schema: type[FileType]) -> FileType:
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{name}: {place}: {first['msg']}") from error
