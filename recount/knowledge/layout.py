"""Knowledge of how news text is laid out: what opens bylines, lines of date and captions (all in lower case)."""

from functools import cache

from recount.knowledge.files import KnowledgeFile, read_file


class Layout(KnowledgeFile):
    date_openings: tuple[str, ...]
    byline_openings: tuple[str, ...]
    caption_openings: tuple[str, ...]
    list_marks: tuple[str, ...]
    english_words: frozenset[str]
    before_names: frozenset[str]


@cache
def load_layout() -> Layout:
    """The English layout words."""
    return read_file("en/layout.yml", Layout)
