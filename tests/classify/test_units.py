"""What the name of a unit says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.reading import Reader
from classify.taxonomy import Taxonomy
from classify.units import affairs, load_units, written_out

LEXICON = load_units()


@pytest.mark.parametrize(
    ("unit", "sectors"),
    [
        ("Dinas Kesehatan Kota Ternate", ["kesehatan"]),
        ("Disdikbud", ["pendidikan", "kebudayaan"]),
        ("DP3AP2KB", ["pppa", "pengendalian_penduduk_kb"]),
        ("DPPKBP3A Kab. Kolaka", ["pengendalian_penduduk_kb", "pppa"]),
        ("Disperindagkop UKM", ["perindustrian", "perdagangan", "koperasi_ukm"]),
        ("Diskominfosantik", ["komunikasi_informatika", "persandian", "statistik"]),
        ("SDN 3 Waingapu", ["pendidikan"]),
        ("UPT SPF SMPN 12", ["pendidikan"]),
        ("PKM Oesapa", ["kesehatan"]),
        ("BLUD RSUD dr. Soekardjo", ["kesehatan"]),
        ("Disnak Keswan", ["pertanian"]),
        ("Dinas Peternakan dan Kesehatan Hewan", ["pertanian"]),
        ("DPM-PTSP", ["penanaman_modal"]),
        ("BKPSDM", ["kepegawaian"]),
        ("Bapperida", ["perencanaan", "penelitian_pengembangan"]),
        ("Bag. Organisasi Setda", ["sekretariat_daerah"]),
        ("Sekretariat DPRD", ["sekretariat_dprd"]),
        ("Satpol PP dan Damkar", ["trantibumlinmas"]),
        ("Dinas Pekerjaan Umum", ["pekerjaan_umum_penataan_ruang"]),
        ("UPTD PPA", ["pppa"]),
        ("Kelurahan Oebobo", ["kewilayahan"]),
    ],
)
def test_a_unit_stands_for_the_affairs_in_its_name(unit: str, sectors: list[str]) -> None:
    assert list(affairs(written_out(unit, LEXICON), LEXICON).slugs) == sectors


@pytest.mark.parametrize("unit", ["", "Kantor Kementerian Agama", "Polres Sikka", "xqzw", "PT Maju Jaya"])
def test_a_unit_outside_the_affairs_stands_for_none(unit: str) -> None:
    assert affairs(written_out(unit, LEXICON), LEXICON).slugs == ()


def test_a_village_serves_any_affair_but_the_agency_for_villages_does_not() -> None:
    assert affairs(written_out("Pemerintah Desa Ponggok", LEXICON), LEXICON).any_affair
    assert not affairs(written_out("Dispermasdes", LEXICON), LEXICON).any_affair


def test_an_ambiguous_abbreviation_may_be_several_and_is_none(reader: Reader) -> None:
    assert reader.unit("DKP").affairs == ()
    assert set(reader.unit("DKP").may_be) == {"pangan", "kelautan_perikanan"}


def test_a_full_name_beside_an_ambiguous_abbreviation_settles_it(reader: Reader) -> None:
    assert reader.unit("Dinas Ketahanan Pangan (DKP)").affairs == ("pangan",)
    assert reader.unit("Dinas Ketahanan Pangan (DKP)").may_be == ()


def test_every_affair_on_the_list_is_a_sector(taxonomy: Taxonomy) -> None:
    assert set(LEXICON.functions.values()) <= set(taxonomy.slugs)
    assert LEXICON.any_affair <= set(taxonomy.slugs)


def test_every_agency_of_the_taxonomy_is_read_as_its_sector(taxonomy: Taxonomy, reader: Reader) -> None:
    shared = {"statistik", "persandian"}  # printed under the plain Diskominfo as well
    missed = [
        (unit, sector.slug)
        for sector in taxonomy.sectors
        for unit in sector.units
        if sector.slug not in reader.unit(unit).affairs and sector.slug not in shared
    ]
    assert missed == [("Bagian Tata Pemerintahan Setda", "pertanahan")]


@given(st.text(max_size=120))
def test_any_text_can_be_read_as_a_unit(text: str) -> None:
    affairs(written_out(text, LEXICON), LEXICON)


@given(st.text(alphabet="dispkbparhtn23", min_size=30, max_size=400))
def test_a_long_run_of_abbreviation_letters_is_left_whole(word: str) -> None:
    assert len(written_out(word, LEXICON)) == 1
