"""Tables on narrow and wide screens."""

from __future__ import annotations

import pytest

from pipeline import printing

HEADINGS = ("rank", "name", "unit", "region", "sector")
ROW = ("1", "Laktasi", "Kecamatan Tempe", "Kabupaten Wajo", "kewilayahan")


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    monkeypatch.setattr(printing, "_WIDE", width)
    printing.table("id", HEADINGS, [ROW], spare=("sector", "region"))
    return capsys.readouterr().out


def test_a_wide_screen_shows_every_column(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(capsys, monkeypatch, 200)
    assert all(cell in text for cell in ROW)
    assert "sempit" not in text


def test_a_narrow_one_leaves_out_the_spare_columns_and_says_which(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = shown(capsys, monkeypatch, 45)
    assert "Kecamatan Tempe" in text
    assert "Kabupaten Wajo" not in text
    assert "sektor, daerah" in text.replace("\n", " ")


def test_words_of_a_dossier_are_no_markup(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_WIDE", 80)
    printing.table("id", ("name",), [("[bold]SAPA[/bold]\x1b[31m",)])
    assert "[bold]SAPA[/bold] [31m" in capsys.readouterr().out
