"""The texts of MUC-4: one file holds many, each under its id."""

import re
from collections.abc import Iterator
from pathlib import Path

_ID = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)


def read_texts(folder: Path, split: str) -> Iterator[tuple[str, str]]:
    """(id, text) of every text whose id begins with `split` ("DEV", "TST3"), in the order of the files."""
    for path in sorted((folder / "texts").iterdir()):
        whole = path.read_text(encoding="utf-8", errors="replace")
        heads = list(_ID.finditer(whole))
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            if head[1].startswith(split):
                yield head[1], whole[head.end() : following.start() if following else len(whole)].strip("\n")
