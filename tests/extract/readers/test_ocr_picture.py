"""Pictures are levelled before they are read, and every place on them can be found again on the page."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extract.readers.ocr_picture import (
    Grey,
    dark,
    even,
    is_blank,
    level,
    rulings,
    runs_sideways,
    skew_of,
    without,
)

DPI = 150


def page(lines: int = 30) -> Grey:
    """Bars of words, as a page looks from afar."""
    picture = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(picture)
    random = np.random.default_rng(lines)
    for row in range(lines):
        x = 120
        while x < 1080:
            wide = int(random.integers(20, 110))
            draw.rectangle((x, 120 + row * 40, min(x + wide, 1120), 134 + row * 40), fill=20)
            x += wide + 12
    return np.asarray(picture)


@pytest.mark.parametrize("angle", [-4.0, -1.3, -0.4, 0.4, 1.3, 4.0])
def test_a_slanting_page_is_found_to_slant(angle: float) -> None:
    slanting = np.asarray(Image.fromarray(page()).rotate(angle, fillcolor=250))
    assert skew_of(dark(slanting), DPI) == pytest.approx(-angle, abs=0.15)


def test_a_level_page_is_left_level() -> None:
    assert skew_of(dark(page()), DPI) == 0.0


@pytest.mark.parametrize(("quarters", "sideways"), [(0, False), (1, True), (2, False), (3, True)])
def test_lines_that_run_up_the_page_are_seen(quarters: int, sideways: bool) -> None:
    assert runs_sideways(dark(np.ascontiguousarray(np.rot90(page(), quarters))), DPI) is sideways


@given(
    quarters=st.integers(0, 3),
    skew=st.floats(-5, 5).filter(lambda angle: abs(angle) > 0.1),
    x=st.integers(250, 550),
    y=st.integers(250, 750),
)
def test_a_place_on_the_levelled_page_is_found_where_it_lay(quarters: int, skew: float, x: int, y: int) -> None:
    grey = np.full((1000, 800), 255, dtype=np.uint8)
    grey[y : y + 6, x : x + 6] = 0
    laid = level(grey, quarters, skew)
    rows, columns = np.nonzero(laid.grey < 128)
    box = laid.original((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
    assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == pytest.approx((x + 3, y + 3), abs=2)


def test_rulings_are_found_and_taken_out_while_words_stay() -> None:
    grey = page(10).copy()
    ruled = grey.copy()
    ruled[700:703, 100:1100] = 0
    ruled[700:1000, 100:103] = 0
    found = rulings(dark(ruled), DPI)
    assert len(found) == 2
    assert (without(ruled, found, 1)[:690] == grey[:690]).all()
    assert not dark(without(ruled, found, 1))[690:1010].any()


def test_a_thick_bar_is_no_ruling() -> None:
    grey = np.full((800, 800), 250, dtype=np.uint8)
    grey[300:340, 100:700] = 0
    assert rulings(dark(grey), DPI) == []


def test_a_shadow_is_divided_out() -> None:
    shadowed = (page() * np.linspace(1.0, 0.5, 1240)[None, :]).astype(np.uint8)
    evened = even(shadowed)
    assert evened[100, 1100] > 235
    assert evened[125, 130] < 60


def test_an_even_page_is_not_touched() -> None:
    grey = page()
    assert even(grey) is grey


def test_white_paper_is_blank_and_a_grey_area_is_not() -> None:
    white, grey = np.full((900, 700), 245, dtype=np.uint8), np.full((900, 700), 120, dtype=np.uint8)
    assert is_blank(white, dark(white))
    assert not is_blank(grey, dark(grey))
    assert not is_blank(page(1), dark(page(1)))
