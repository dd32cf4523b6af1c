"""Every pair of ink and ground that carries words, in both designs, straight from the tokens."""

import re
from pathlib import Path

import pytest

import groundswell

TOKENS = Path(groundswell.__file__).parent / "static" / "look" / "tokens.css"
WORDS, SHAPES = 4.5, 3.0
#: WCAG 2.2, 1.4.6
ENHANCED = 7.0
PAIRS = (
    *((ink, on) for ink in ("ink", "quiet", "accent") for on in ("ground", "sheet", "sunk")),
    ("accent-strong", "accent-soft"), ("ink", "accent-soft"), ("on-accent", "accent"),
    ("on-accent", "accent-strong"), ("broken", "sheet"), ("broken", "ground"),
    ("broken", "broken-soft"), ("ink", "broken-soft"), ("risk", "sheet"), ("risk", "risk-soft"),
    ("ink", "risk-soft"), ("well", "sheet"),
)  # fmt: skip
LINES = (("line-strong", "sheet"), ("line-strong", "ground"), ("accent", "sheet"))


def _tokens(selector: str) -> dict[str, str]:
    """Return the colours that the first block of this selector sets."""
    text = TOKENS.read_text(encoding="utf-8")
    found = re.search(r"^" + re.escape(selector) + r" \{(.*?)\}", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found.group(1)))


def _light(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("selector", [":root", '[data-bs-theme="dark"]'])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(selector: str, ink: str, ground: str) -> None:
    colours = _tokens(selector)

    assert _contrast(colours[ink], colours[ground]) >= WORDS


@pytest.mark.parametrize("selector", [":root", '[data-bs-theme="dark"]'])
@pytest.mark.parametrize(("shape", "ground"), LINES)
def test_edges_of_fields_stand_out(selector: str, shape: str, ground: str) -> None:
    colours = _tokens(selector)

    assert _contrast(colours[shape], colours[ground]) >= SHAPES


@pytest.mark.parametrize(
    "beginnings",
    [(":root", "[data-contrast]"),
     (":root", '[data-bs-theme="dark"]', '[data-bs-theme="dark"][data-contrast]')],
)  # fmt: skip
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_with_high_contrast_words_stand_out_more(
    beginnings: tuple[str, ...], ink: str, ground: str
) -> None:
    colours = {name: colour for one in beginnings for name, colour in _tokens(one).items()}

    assert _contrast(colours[ink], colours[ground]) >= ENHANCED


def test_black_on_white_is_21() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
