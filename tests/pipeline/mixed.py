"""Two hundred files as an office sends them: good ones, scans, old Word, archives, and everything that goes wrong."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extract.readers.office import program

NAMES = ("SAPA", "LAPOR", "JEMPOL", "PELANGI", "SIGAP", "MELATI", "KAMBOJA", "TERATAI", "CEMARA", "RAJAWALI")
UNITS = ("Puskesmas Mekar", "Dinas Kominfo", "Kecamatan Contoh", "RSUD Harapan", "Kelurahan Damai")
READ, REFUSED = "read", "refused"


def proposal(number: int) -> list[str]:
    name, unit = NAMES[number % len(NAMES)], UNITS[number % len(UNITS)]
    return [
        "PROPOSAL INOVASI DAERAH",
        "PEMERINTAH KABUPATEN CONTOH",
        f"Nama Inovasi: {name} {number}",
        f"Unit Pengusul: {unit}",
        "Tahapan Inovasi: Penerapan",
        "Urusan Inovasi: Kesehatan",
        f"Inovasi {name} {number} dijalankan sejak 12 Maret 2022 dan melayani {100 + number} warga setiap bulan.",
    ]


def decree(number: int) -> list[str]:
    return [
        "KEPUTUSAN BUPATI CONTOH",
        f"NOMOR {number} TAHUN 2023",
        "TENTANG",
        f"PENETAPAN INOVASI {NAMES[number % len(NAMES)]} {number}",
        "Menimbang: bahwa inovasi daerah perlu ditetapkan;",
        "Ditetapkan di Contoh pada tanggal 3 Januari 2023",
    ]


def pdf(lines: list[str], pages: int = 1, lock: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=StandardEncryption(lock) if lock else None)
    for page in range(pages):
        for number, line in enumerate([*lines, f"Halaman {page + 1}"]):
            canvas.drawString(60, 780 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(lines: list[str]) -> bytes:
    out, document = io.BytesIO(), Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def picture(lines: list[str], kind: str = "JPEG") -> bytes:
    image = Image.new("L", (1240, 900), 255)
    font = ImageFont.load_default(34)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((80, 80 + 70 * number), line[:62], fill=0, font=font)
    out = io.BytesIO()
    image.save(out, kind, dpi=(150, 150))
    return out.getvalue()


def rtf(lines: list[str]) -> bytes:
    return b"{\\rtf1\\ansi " + b"\\par ".join(line.encode("ascii") for line in lines) + b"}"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def converted(data: bytes, kind: str, folder: Path) -> bytes:
    """A Word file as LibreOffice saves it in an old format."""
    (folder / "a.docx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = shutil.which("soffice") or "libreoffice"
    line = [command, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "a.docx"]
    subprocess.run(line, cwd=folder, check=True, capture_output=True)
    return (folder / f"a.{kind}").read_bytes()


def dossiers() -> Iterator[tuple[str, bytes, str]]:
    """Thirty folders of five files: proposal, decree, letters and notes."""
    for number in range(30):
        folder = f"{number + 1:02} {UNITS[number % len(UNITS)]}"
        lines = proposal(number)
        yield (
            (f"{folder}/usulan.docx", word(lines), READ)
            if number % 3
            else (f"{folder}/usulan.pdf", pdf(lines, 2), READ)
        )
        yield f"{folder}/SK {number}.pdf", pdf(decree(number)), READ
        yield (
            f"{folder}/undangan.pdf",
            pdf(["SURAT UNDANGAN", f"Nomor 005/{number}", "Dengan hormat, kami mengundang."]),
            READ,
        )
        yield f"{folder}/catatan.txt", f"Catatan rapat ke-{number} tentang inovasi daerah.".encode(), READ
        yield f"{folder}/notulen.docx", word(["NOTULEN RAPAT", f"Rapat ke-{number} dihadiri para kader."]), READ


def scans() -> Iterator[tuple[str, bytes, str]]:
    for number in range(3):
        yield f"pindaian/scan{number}.jpg", picture(decree(40 + number)), READ
    yield "pindaian/foto.png", picture(["SOSIALISASI INOVASI", "Balai Desa Contoh"], "PNG"), READ
    yield "pindaian/scan.pdf.jpg", picture(proposal(44)), READ


def archives() -> Iterator[tuple[str, bytes, str]]:
    """The members are what is counted; a bad archive counts once."""
    inner = zipped({f"SK {number}.pdf": pdf(decree(number)) for number in range(60, 63)})
    for name, data in (("usulan.pdf", pdf(proposal(60))), ("bukti/SK.pdf", pdf(decree(64)))):
        yield f"kiriman.zip/{name}", data, READ
    for number in range(60, 63):
        yield f"kiriman.zip/lagi.zip/SK {number}.pdf", pdf(decree(number)), READ
    yield "kiriman.zip/lagi.zip/dalam.zip", zipped({"a.zip": inner}), REFUSED


def wrong() -> Iterator[tuple[str, bytes, str]]:
    whole, letter = pdf(proposal(70)), word(proposal(71))
    book, sheet = Workbook(), io.BytesIO()
    book.save(sheet)
    yield "salah/usulan pdf.docx", pdf(proposal(72)), READ
    yield "salah/usulan word.pdf", word(proposal(73)), READ
    yield "salah/catatan.pdf", b"Ini hanya catatan, disimpan dengan nama yang salah.", READ
    yield "salah/foto.pdf", picture(decree(74)), READ
    for number, length in enumerate((9, 200, 900)):
        yield f"rusak/terpotong {number}.pdf", whole[:length], REFUSED
        yield f"rusak/terpotong {number}.docx", letter[: length * 9], REFUSED
    for number in range(3):
        yield f"rusak/terkunci {number}.pdf", pdf(proposal(80 + number), lock="rahasia"), REFUSED
        yield f"rusak/kosong {number}.pdf", b"", REFUSED
    yield "rusak/arsip.zip", zipped({"a.txt": b"isi" * 99})[:60], REFUSED
    yield "rusak/arsip kosong.zip", zipped({}), REFUSED
    for name, data in (
        ("anggaran.xlsx", sheet.getvalue()),
        ("halaman.html", b"<!doctype html><html><body>Inovasi</body></html>"),
        ("gerak.gif", b"GIF89a" + bytes(40)),
        ("arsip.rar", b"Rar!\x1a\x07\x00" + bytes(40)),
        ("program.exe", b"MZ\x90\x00" + bytes(range(256))),
        ("video.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(range(200))),
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("spasi.txt", b"   \n\n  "),
    ):
        yield f"asing/{name}", data, REFUSED


def old_word(scratch: Path) -> Iterator[tuple[str, bytes, str]]:
    """Old formats are read where LibreOffice is installed and refused, with a way out, where it is not."""
    then = READ if program() else REFUSED
    yield "lama/usulan.rtf", rtf(proposal(90)), then
    if program():
        yield "lama/usulan.doc", converted(word(proposal(91)), "doc", scratch), then
        yield "lama/usulan.odt", converted(word(proposal(92)), "odt", scratch), then


def fill(folder: Path, scratch: Path) -> dict[str, str]:
    """Write the tree; what each file that is given should end as: `read` or `refused`, two hundred in all."""
    wanted: dict[str, str] = {}
    parts: dict[str, dict[str, bytes]] = {}
    for path, data, then in (*dossiers(), *scans(), *archives(), *wrong(), *old_word(scratch)):
        wanted[path] = then
        _put(folder, path, data, parts)
    for number in range(200 - len(wanted)):
        path = f"lampiran/surat {number}.pdf"
        wanted[path] = READ
        _put(folder, path, pdf(["SURAT TUGAS", f"Nomor 094/{number}", f"Menugaskan {number + 2} orang kader."]), parts)
    lagi = {name.removeprefix("lagi.zip/"): data for name, data in parts["kiriman.zip"].items() if "lagi.zip/" in name}
    outer = {name: data for name, data in parts["kiriman.zip"].items() if "lagi.zip/" not in name}
    (folder / "kiriman.zip").write_bytes(zipped({**outer, "lagi.zip": zipped(lagi)}))
    for litter in ("Thumbs.db", "~$usulan.docx"):
        (folder / litter).write_bytes(b"x")
    return wanted


def _put(folder: Path, path: str, data: bytes, parts: dict[str, dict[str, bytes]]) -> None:
    archive, _, member = path.partition(".zip/")
    if member:
        parts.setdefault(f"{archive}.zip", {})[member] = data
        return
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
