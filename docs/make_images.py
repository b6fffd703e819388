"""Makes the pictures: what `recount read` prints for the example report, and asks in a review, as the program does.

Run it in the repository after anything changes what is printed: uv run python docs/make_images.py
"""

import io
import os
import re
from pathlib import Path

from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

import recount
from recount.view.review import item_view
from recount.view.terminal import terminal_view

ROOT = Path(__file__).parents[1]
REPORT = "examples/river-town.txt"
COLUMNS = 100
LINES = 58  # as much as a tall terminal shows; the command prints more

# The exported picture would fetch its font from another machine; a reader's own monospace font does as well.
_FONT = re.compile(r"\s*@font-face \{.*?\}", re.S)


def picture(view: RenderableType, title: str, key: str) -> str:
    """The first lines of a view as SVG; the same view gives the same picture."""
    whole = Console(width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    lines = _first(whole.render_lines(view))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    for line in lines:
        console.print(Text.assemble(*((segment.text, segment.style or "") for segment in line)), soft_wrap=True)
    svg = console.export_svg(title=title, theme=SVG_EXPORT_THEME, unique_id=key)
    return "\n".join(line.rstrip() for line in _FONT.sub("", svg).splitlines()) + "\n"


def _first(lines: list[list[Segment]]) -> list[list[Segment]]:
    """The first lines, ended before an empty one or a claim's first, so that the picture stops between two matters."""
    shown = lines[:LINES]
    while len(lines) > len(shown) > 1 and not _begins(lines[len(shown)]):
        shown.pop()
    return shown


def _begins(line: list[Segment]) -> bool:
    text = "".join(segment.text for segment in line).strip()
    return not text or text.startswith("[")


def main() -> None:
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    os.chdir(ROOT)  # the pictures show the report's name as a reader of the README types it
    reading = recount.read_file(REPORT)
    queue = recount.queue_of(reading)
    asked = item_view(reading, queue[0], (1, len(queue)))
    command = f"recount read {REPORT}"
    (folder / "read.svg").write_text(picture(terminal_view(reading), command, "read"), encoding="utf-8")
    (folder / "review.svg").write_text(picture(asked, f"{command} --review", "review"), encoding="utf-8")


if __name__ == "__main__":
    main()
