"""Knowledge files: YAML with a source and a date, read once and held to a schema."""

from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from recount.errors import KnowledgeError


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


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of `recount/knowledge/data/NAME`, e.g. `read_yaml("en/harms.yml")`."""
    text = files("recount.knowledge").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: {error}") from error


def read_file(name: str, schema: type[FileType]) -> FileType:
    """One knowledge file, held to its schema. Raises KnowledgeError that names the file and the first fault."""
    try:
        return schema.model_validate(read_yaml(name))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{name}: {place}: {first['msg']}") from error
