"""What OCR is known to misread is mended where only one reading is possible, and left alone elsewhere."""

from __future__ import annotations

import pytest

from extract.readers.ocr_mend import MENDED, mended
from extract.readers.ocr_words import OcrLine, OcrWord


def line(text: str, gap: float = 10) -> OcrLine:
    words, x = [], 0.0
    for word in text.split():
        words.append(OcrWord(word, (x, 0, x + 10 * len(word), 20), 0.95))
        x += 10 * len(word) + gap
    return OcrLine(tuple(words), 18, 20)


def read(text: str, gap: float = 10) -> str:
    found = mended(line(text, gap))
    return " ".join(word.text for word in found.words) if found else ""


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("188.4/82/KPTS/I1/2021", "188.4/82/KPTS/II/2021"),
        ("188.4/82/KPTS/1X/2019", "188.4/82/KPTS/IX/2019"),
        ("188.4/82/KPTS/Vl/2021,", "188.4/82/KPTS/VI/2021,"),
        ("050/12/BAPPEDA/111/2023", "050/12/BAPPEDA/III/2023"),
        ("050/12/BAPPEDA/1/2023", "050/12/BAPPEDA/I/2023"),
    ],
)
def test_the_month_of_a_document_number_is_roman(seen: str, printed: str) -> None:
    assert read(f"Nomor {seen}") == f"Nomor {printed}"


@pytest.mark.parametrize(
    "number",
    ["188/111/2023", "12/1/2023", "050/111/KPTS/IV/2023", "1/11/111", "https://contoh.go.id/1/11/2023", "800/11/BKD/7"],
)
def test_digits_that_may_be_digits_stay(number: str) -> None:
    assert read(f"Nomor {number}") == f"Nomor {number}"


@pytest.mark.parametrize(
    ("seen", "printed"), [("BAB Il", "BAB II"), ("Triwulan l.", "Triwulan I."), ("Tahap V1", "Tahap VI")]
)
def test_a_numeral_behind_its_cue_is_roman(seen: str, printed: str) -> None:
    assert read(seen) == printed


@pytest.mark.parametrize("text", ["Tahap 11 orang", "Lampiran 1", "pada l tahun"])
def test_a_number_behind_a_cue_stays_a_number(text: str) -> None:
    assert read(text) == text


def test_traces_of_rulings_are_no_words() -> None:
    assert read("| 1 | Uraian| |Jumlah |") == "1 Uraian Jumlah"
    assert mended(line("| |")) is None


def test_a_bar_before_a_full_stop_is_the_first_numeral() -> None:
    assert read("|. Pendahuluan") == "I. Pendahuluan"


def test_a_torn_document_number_is_one_word_again() -> None:
    assert read("188.4/82/KPT S/11/2024", gap=4) == "188.4/82/KPTS/II/2024"


def test_a_mended_word_is_never_quite_sure() -> None:
    found = mended(line("BAB Il Umum"))
    assert found and [word.confidence for word in found.words] == [0.95, MENDED, 0.95]
