"""Labels of forms and their values."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.labels import label_key, label_pairs
from models.document import Block, Cell, Layout, Span

NLP = spacy.blank("id")


def pairs_of(text: str, layout: Layout | None = None) -> list[tuple[str, str]]:
    doc = NLP.make_doc(text)
    doc._.layout = layout or Layout()
    return [(pair.label, text[pair.value_span.start : pair.value_span.end]) for pair in label_pairs(doc)]


def table(*rows: tuple[str, ...]) -> tuple[str, Layout]:
    """A table as the reading view holds it: one cell a line."""
    text, blocks = "", []
    for row_number, row in enumerate(rows, 1):
        for column, printed in enumerate(row, 1):
            if printed:
                span = Span(len(text), len(text) + len(printed))
                blocks.append(Block("cell", span, cell=Cell(1, row_number, column)))
                text += printed + "\n"
    return text.rstrip("\n"), Layout(tuple(blocks))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("Nama Inovasi : SIAP", [("nama inovasi", "SIAP")], id="a colon on the line"),
        pytest.param("1.1 Nama Inovasi\nSIAP", [("nama inovasi", "SIAP")], id="value on the next line"),
        pytest.param("1. NAMA INOVASI\nSIAP\nBaris lain", [("nama inovasi", "SIAP")], id="a short answer is one line"),
        pytest.param("1.2 Dibuat Oleh Dinas Sosial", [("dibuat oleh", "Dinas Sosial")], id="numbered, no colon"),
        pytest.param("Nama Inovasi\tSIAP", [("nama inovasi", "SIAP")], id="set off by a tab"),
        pytest.param("a) Tahapan Inovasi: [x] Penerapan", [("tahapan inovasi", "[x] Penerapan")], id="check box"),
        pytest.param(
            "Tahapan Inovasi:\n☐ Inisiatif\n☑ Penerapan\nCatatan",
            [("tahapan inovasi", "☐ Inisiatif\n☑ Penerapan")],
            id="check boxes below their label",
        ),
        pytest.param(
            "Nama Inovasi : SIAP Tahapan Inovasi : Uji Coba",
            [("nama inovasi", "SIAP"), ("tahapan inovasi", "Uji Coba")],
            id="two labels that ran together",
        ),
        pytest.param(
            "1.9 Tujuan Inovasi\nSatu.\nDua tiga.\n1.10 Manfaat yang Diperoleh\nEmpat.",
            [("tujuan inovasi", "Satu.\nDua tiga."), ("manfaat yang diperoleh", "Empat.")],
            id="a section runs to the next known label",
        ),
        pytest.param("Jangkauan : 5 desa", [("jangkauan", "5 desa")], id="a colon marks an unknown label"),
    ],
)
def test_a_label_leads_to_its_value(text: str, pairs: list[tuple[str, str]]) -> None:
    assert pairs_of(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Kegiatan dibuka pukul 08:00 WIB di aula.",
        "https://contoh.go.id/simpel",
        "Tujuan kami menurunkan antrean loket.",
        "Menurut warga, antrean panjang. Ia berkata: selesai.",
    ],
)
def test_prose_is_no_label(text: str) -> None:
    assert pairs_of(text) == []


def test_cells_pair_a_known_label_with_the_next_cell_past_numbers_and_colons() -> None:
    text, layout = table(("1.", "Nama Inovasi", ":", "SIAP"), ("2.", "Inisiator", ":", "OPD"))
    assert pairs_of(text, layout) == [("nama inovasi", "SIAP"), ("inisiator", "OPD")]


def test_a_header_row_tells_which_column_answers() -> None:
    text, layout = table(
        ("No", "Jenis isian", "Definisi operasional", "Jawaban", "Data pendukung"),
        ("1", "Nama Inovasi", "Nama yang diberikan", "SIAP", "-"),
        ("2", "Jumlah Loket", "Banyaknya loket", "4", "-"),
    )
    assert pairs_of(text, layout) == [("nama inovasi", "SIAP"), ("jumlah loket", "4")]


def test_a_label_cell_alone_in_its_row_takes_the_row_below() -> None:
    text, layout = table(("Latar Belakang",), ("Antrean panjang.",))
    assert pairs_of(text, layout) == [("latar belakang", "Antrean panjang.")]


def test_a_table_of_figures_has_no_labels() -> None:
    text, layout = table(("Bulan", "Kunjungan"), ("Januari", "120"), ("Februari", "140"))
    assert pairs_of(text, layout) == []


@pytest.mark.parametrize("printed", ["1.1 Nama Inovasi :", "NAMA/JUDUL INOVASI", "nama inovasi*)", "Judul  Inovasi"])
def test_variants_of_a_label_share_its_key(printed: str) -> None:
    assert label_key(printed) == "nama_inovasi"


@given(st.text(alphabet="aN :1.\n\t☑[]x-", max_size=80))
def test_values_are_trimmed_slices_behind_their_label(text: str) -> None:
    doc = NLP.make_doc(text)
    for pair in label_pairs(doc):
        value = text[pair.value_span.start : pair.value_span.end]
        assert value and value == value.strip()
        assert pair.label_span.end <= pair.value_span.start


def test_a_table_whose_rows_name_indicators_is_one_of_indicators() -> None:
    text, layout = table(
        ("Aspek", "Isian kami"),
        ("Banyaknya personil dan SDM", "31 orang"),
        ("Payung hukum", "Perwali"),
        ("Cara publikasi", "koran"),
    )
    doc = NLP.make_doc(text)
    doc._.layout = layout
    assert [pair.key for pair in label_pairs(doc)][-3:] == ["i_sdm", "i_regulasi", "i_sosialisasi"]


def test_other_labels_among_known_indicators_are_told_by_their_words() -> None:
    doc = NLP.make_doc("Replikasi: 2 kali\nJejaring: 3 PD\nPedoman teknis: ada\nSarana sosialisasi kita: koran")
    assert [pair.key for pair in label_pairs(doc)][-1] == "i_sosialisasi"


def test_the_columns_of_a_numbered_list_are_no_labels_of_each_other() -> None:
    text, layout = table(("No", "Sub kegiatan", "Inovasi", "Pagu"), ("7", "Pelayanan", "Laktasi", "Rp 40.000.000"))
    assert ("inovasi", "Pagu") not in pairs_of(text, layout)


def test_isian_heads_the_questions_and_a_column_of_hints_is_no_answer() -> None:
    text, layout = table(
        ("No", "Isian", "Keterangan pengisian", "Jawaban"),
        ("1", "Nama Inovasi", "Tuliskan namanya", "SIAP"),
        ("2", "Implementasi", "tanggal", "20-02-2022"),
    )
    assert pairs_of(text, layout) == [("nama inovasi", "SIAP"), ("implementasi", "20-02-2022")]
