"""How tellings of different reports are held against each other: named weights and limits, by a version."""

from functools import cache

from recount.knowledge.files import KnowledgeFile, read_file


class Linking(KnowledgeFile):
    """The rules of linking; the file says what each means. Kilometres and days; weights are added."""

    id: str
    join: float
    near: float
    mean: float
    contradictions: int
    days: int
    short_range: int
    spot_km: float
    fine_km: float
    spelling: float
    near_times: float
    same_km: float
    far_km: float
    longest_range: int
    far_times: float
    far_by: int
    weights: dict[str, float]


@cache
def load_linking() -> Linking:
    """The shipped rules of linking."""
    return read_file("linking/default.yml", Linking)
