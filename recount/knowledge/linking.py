"""How tellings of different reports are held against each other: named weights and limits, by a version."""

from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict

from recount.knowledge.files import KnowledgeFile, read_file


class Sketch(BaseModel):
    """A telling of an example, in short. `at`: latitude and longitude; `days`: first and last; `killed`: bounds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: tuple[date, date] | None = None
    place: str | None = None
    country: str | None = None
    at: tuple[float, float] = (0.0, 0.0)
    precision: str = "exact"
    radius_km: float = 5.0
    listed: bool = True
    acts: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    killed: tuple[int | None, int | None] | None = None
    persons: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sentence: str = ""


class Pair(BaseModel):
    """Two tellings of different reports, and what their case is about; examples are one incident, counter-examples
    are two."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: str
    one: Sketch
    two: Sketch


class Linking(KnowledgeFile):
    """The rules of linking; the file says what each means. Kilometres and days; weights are added."""

    id: str
    join: float
    near: float
    mean: float
    margin: float
    contradictions: int
    days: int
    fine_km: float
    spelling: float
    few: int
    near_times: float
    same_km: float
    far_km: float
    nearby_km: float
    longest_range: int
    far_times: float
    far_by: int
    weights: dict[str, float]
    examples: tuple[Pair, ...]
    counter_examples: tuple[Pair, ...]


@cache
def load_linking() -> Linking:
    """The shipped rules of linking."""
    return read_file("linking/default.yml", Linking)
