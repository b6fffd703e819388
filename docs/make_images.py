"""Makes the README's picture: what `recount read` prints for the example report, as the program prints it.

Run it in the repository after anything changes what is printed: uv run python docs/make_images.py
"""

import io
import os
import re
from pathlib import Path

from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

import recount
from recount.model.reading import Reading
from recount.view.terminal import terminal_view

ROOT = Path(__file__).parents[1]
REPORT = "examples/river-town.txt"
COLUMNS = 100
LINES = 58  # as much as a tall terminal shows; the command prints more

# The exported picture would fetch its font from another machine; a reader's own monospace font does as well.
_FONT = re.compile(r"\s*@font-face \{.*?\}", re.S)


def picture(reading: Reading) -> str:
    """The first lines of the terminal view as SVG; the same reading gives the same picture."""
    whole = Console(width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    lines = _first(whole.render_lines(terminal_view(reading)))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    for line in lines:
        console.print(Text.assemble(*((segment.text, segment.style or "") for segment in line)), soft_wrap=True)
    title = f"recount read {REPORT}"
    svg = console.export_svg(title=title, theme=SVG_EXPORT_THEME, unique_id="read")
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
    target = ROOT / "docs" / "images" / "read.svg"
    target.parent.mkdir(exist_ok=True)
    os.chdir(ROOT)  # the picture shows the report's name as a reader of the README types it
    target.write_text(picture(recount.read_file(REPORT)), encoding="utf-8")


if __name__ == "__main__":
    main()
