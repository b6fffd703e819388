"""English for recount: tokens, sentences, lemmas, parts of speech, Universal Dependencies and names.

Everything lies in the package; nothing is fetched. `load()` gives the pack; importing this module loads no model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recount_language_en.pack import EnglishPack

__all__ = ["load"]


def load() -> EnglishPack:
    """Reads the model and gives the pack."""
    from recount_language_en.pack import EnglishPack

    return EnglishPack()
