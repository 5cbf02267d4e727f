"""What a file is stands in its bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers import sniff
from extract.readers.sniff import media_type
from tests.extract.readers.papers import patched, word, written

DOCX = word(lambda document: document.add_paragraph("isi"))


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """The header of an old Office file and its directory, nothing else."""
    entries = b"".join((name.encode("utf-16-le")).ljust(128, b"\x00") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + entries


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(b"", sniff.EMPTY, id="nothing"),
        pytest.param(written([(72, 72, "isi")]), sniff.PDF, id="a PDF"),
        pytest.param(b"From: kantor\r\n\r\n" + written([(72, 72, "isi")]), sniff.PDF, id="a PDF behind a mail header"),
        pytest.param(DOCX, sniff.DOCX, id="a Word file"),
        pytest.param(DOCX[: len(DOCX) // 2], sniff.DOCX, id="a Word file cut in half"),
        pytest.param(
            patched(DOCX, lambda n, c: None if n == "[Content_Types].xml" else c), sniff.ZIP, id="no content types"
        ),
        pytest.param(
            zipped(**{"[Content_Types].xml": "<x>spreadsheetml.sheet.main+xml</x>", "xl/workbook.xml": "<x/>"}),
            sniff.XLSX,
            id="an Excel file",
        ),
        pytest.param(zipped(mimetype="application/vnd.oasis.opendocument.text"), sniff.ODT, id="an ODT file"),
        pytest.param(
            zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), sniff.ODF_OTHER, id="an ODS file"
        ),
        pytest.param(zipped(**{"a.pdf": "x"}), sniff.ZIP, id="an archive"),
        pytest.param(ole("WordDocument"), sniff.DOC, id="an old Word file"),
        pytest.param(b"\x00\x00\x00 ftypisom", sniff.VIDEO, id="a video"),
        pytest.param(b"RIFF\x00\x00\x00\x00AVI LIST", sniff.VIDEO, id="an old video"),
        pytest.param(b"MZ\x90\x00\x03", sniff.PROGRAM, id="a program"),
        pytest.param(b"MZ adalah singkatan nama kami.", sniff.TEXT, id="a text that begins like a program"),
        pytest.param(b"berkas;inovasi\na.pdf;SAPA\n", sniff.CSV, id="a manifest"),
        pytest.param(ole("Workbook", "WordDocument"), sniff.XLS, id="an old Excel file with a Word file in it"),
        pytest.param(ole("EncryptionInfo", "EncryptedPackage"), sniff.OFFICE_ENCRYPTED, id="a locked Word file"),
        pytest.param(ole("Aneh"), sniff.OLE, id="some other storage"),
        pytest.param(b"{\\rtf1\\ansi isi}", sniff.RTF, id="RTF"),
        pytest.param(b"\x89PNG\r\n\x1a\n....", sniff.PNG, id="a PNG picture"),
        pytest.param(b"\xff\xd8\xff\xe0....", sniff.JPEG, id="a JPEG picture"),
        pytest.param(b"Rar!\x1a\x07\x00....", sniff.RAR, id="a RAR archive named .docx"),
        pytest.param(b"7z\xbc\xaf\x27\x1c....", sniff.SEVEN_ZIP, id="a 7z archive"),
        pytest.param(b"<!DOCTYPE html><p>isi", sniff.HTML, id="a web page"),
        pytest.param("Kajian “inovasi” daerah".encode(), sniff.TEXT, id="UTF-8 text"),
        pytest.param("Kajian inovasi daerah, 100 € sudah terpakai".encode("cp1252"), sniff.TEXT, id="Windows text"),
        pytest.param("isi".encode("utf-16"), sniff.TEXT, id="UTF-16 text with its mark"),
        pytest.param(bytes(range(256)) * 8, sniff.UNKNOWN, id="bytes nobody knows"),
    ],
)
def test_the_type_is_read_from_the_content(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


@given(st.binary(max_size=400))
def test_any_bytes_have_a_type(data: bytes) -> None:
    assert "/" in media_type(data)


@given(
    st.sampled_from([DOCX, ole("WordDocument"), written([(72, 72, "isi")])]),
    st.integers(0, 4000),
    st.binary(max_size=9),
)
def test_damaged_files_have_a_type_too(data: bytes, at: int, damage: bytes) -> None:
    assert "/" in media_type(data[:at] + damage + data[at + len(damage) :])
