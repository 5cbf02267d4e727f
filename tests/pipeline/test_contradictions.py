"""What a dossier says in two ways is shown with both values and both places, never chosen in silence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.home import open_home
from pipeline.ingest import ingest
from pipeline.progress import Silent
from pipeline.records import records
from pipeline.settings import Settings

FORM = (
    "PROFIL INOVASI\nNama Inovasi : SIAP (Sistem Antar Pasien)\nDibuat oleh : Puskesmas Mekar\nTahapan : Penerapan\n"
    "Waktu Penerapan : 2 Mei 2023\nTujuan : Pasien sampai.\n"
)


def flags(folder: Path, text: str) -> list[dict[str, Any]]:
    file = folder / "usulan.txt"
    file.write_text(text, encoding="utf-8")
    settings = Settings(home=folder / "home")
    ingest([file], settings, lambda: datetime.now(UTC), Silent())
    engine = open_home(settings)
    with engine.connect() as connection:
        (record,) = records(connection)
    return [flag for one in record["innovations"] for flag in one["flags"] if flag["code"].startswith("two-")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "code", "values"),
    [
        (
            "SIAP (Sahabat Ibu dan Anak Pesisir) membantu warga.",
            "two-expansions",
            ["Sistem Antar Pasien", "Sahabat Ibu dan Anak Pesisir"],
        ),
        ("SIAP diterapkan sejak 4 Mei 2021 di semua desa.", "two-years", [2023, 2021]),
    ],
)
def test_one_file_that_contradicts_itself_is_a_question_with_both_places(
    tmp_path: Path, sentence: str, code: str, values: list[Any]
) -> None:
    (flag,) = flags(tmp_path, FORM + sentence + "\n")
    assert flag["code"] == code
    assert [one["value"] for one in flag["values"]] == values
    assert all(one["cite"]["quote"] and one["cite"]["file"] == "usulan.txt" for one in flag["values"])


@pytest.mark.slow
def test_saying_the_same_twice_or_shorter_is_no_contradiction(tmp_path: Path) -> None:
    assert flags(tmp_path, FORM + "SIAP (Sistem Antar) diterapkan sejak 2 Mei 2023.\n") == []
