"""The page of a shipped example, as a browser shows it: the map is there, told in words, nothing overflows, and no
request leaves the machine. Needs Playwright and Debian's chromium, which `.ci/run` installs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import recount
from recount.view.page import page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

driving = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
EXAMPLE = Path(__file__).parents[2] / "examples" / "river-town.txt"
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with driving.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page_of(recount.read_file(str(EXAMPLE))), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_the_map_is_shown_and_nothing_overflows(browser: "Browser", page_file: Path, scheme: str, width: int) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    drawing = page.locator("figure.map svg").first
    assert drawing.is_visible()
    assert "Map around" in (drawing.get_attribute("aria-label") or "")
    assert page.get_by_role("img").first.get_attribute("aria-label") == drawing.get_attribute("aria-label")
    assert page.locator("figure.map figcaption").first.inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    box = drawing.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert asked == [page_file.as_uri()]
    page.close()


def test_light_and_dark_are_drawn_in_different_colours(browser: "Browser", page_file: Path) -> None:
    fills = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(page_file.as_uri())
        land = page.locator("figure.map .land").first
        fills.append(land.evaluate("node => getComputedStyle(node).fill"))
        page.close()
    assert fills[0] != fills[1]
