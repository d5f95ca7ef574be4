"""The screenshots show the app as it is: same words, same places, same colours."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

FOLDER = Path(__file__).parents[1] / "screenshots"
_RULE = re.compile(r"\.terminal-\d+-(r\d+) \{([^}]*)\}")
_SVG = "{http://www.w3.org/2000/svg}"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_screenshots", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


def _drawn(svg: str) -> list[tuple[str, str, str]]:
    """Each span of a screenshot: its line, its words and its style."""
    styles = dict(_RULE.findall(svg))
    spans = []
    for element in ElementTree.fromstring(svg).iter(f"{_SVG}text"):
        words = (element.text or "").replace("\xa0", " ")
        name = element.get("class", "").rpartition("-")[2]
        if words.strip():
            spans.append((element.get("y", ""), words, styles.get(name, "").strip()))
    return spans


def test_colours_are_read_from_a_screenshot() -> None:
    """What is compared below is not empty: words, places and colours are found."""
    spans = _drawn((FOLDER / "dark-120x36.svg").read_text(encoding="utf-8"))
    assert len(spans) > 100
    assert any("We now have two officers down." in words for _, words, _ in spans)
    assert len({style for _, _, style in spans}) > 8


@pytest.mark.pictures
@pytest.mark.parametrize("name", list(SCRIPT.PICTURES))
async def test_screenshots_are_current(name: str) -> None:
    """Each screenshot in the folder is what the app draws today (`make screenshots` renews it)."""
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert _drawn(await SCRIPT.draw(SCRIPT.PICTURES[name])) == _drawn(kept)


def test_no_screenshot_is_left_over() -> None:
    """Every SVG in the folder is one that the script draws."""
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(SCRIPT.PICTURES)
