"""Drawn pictures that stand in for screenshots and photographs: plain shapes and words, nobody's face."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw, ImageFont

_INK, _GREY, _BLUE = (30, 30, 30), (120, 120, 120), (28, 92, 150)


def picture(name: str) -> bytes:
    """The PNG file of a picture by its name; KeyError for one that is not drawn here."""
    image = _PICTURES[name]()
    out = io.BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(out, "PNG", optimize=True)
    return out.getvalue()


def _screen(address: str, title: str, lines: tuple[str, ...]) -> Image.Image:
    """A telephone's browser: clock and battery on top, address, a coloured bar, a short list."""
    image = Image.new("RGB", (720, 1080), "white")
    draw = ImageDraw.Draw(image)
    draw.text((24, 12), "09.41", _INK, _font(24))
    draw.text((590, 12), "4G  87%", _INK, _font(24))
    draw.rounded_rectangle((20, 56, 700, 104), 20, fill=(235, 235, 235))
    draw.text((40, 66), address, _GREY, _font(24))
    draw.rectangle((0, 124, 720, 220), fill=_BLUE)
    draw.text((24, 150), title, "white", _font(34))
    for n, line in enumerate(lines):
        top = 250 + n * 84
        draw.rounded_rectangle((20, top, 700, top + 68), 10, outline=(190, 190, 190), width=2)
        draw.text((40, top + 18), line, _INK, _font(26))
    return image


def _photo(banner: tuple[str, ...]) -> Image.Image:
    """A meeting room with a banner, figures without features."""
    image = Image.new("RGB", (960, 600), (206, 198, 180))
    draw = ImageDraw.Draw(image)
    draw.rectangle((90, 40, 870, 240), fill=(250, 248, 240), outline=(150, 30, 30), width=6)
    for n, line in enumerate(banner):
        draw.text((480, 70 + n * 46), line, (130, 20, 20), _font(32), anchor="ma")
    for n in range(7):
        left = 60 + n * 124
        draw.ellipse((left + 30, 320, left + 80, 375), fill=(96, 76, 62))
        draw.rounded_rectangle((left + 5, 380, left + 105, 560), 24, fill=(70, 84 + 12 * n, 110))
    return image


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


_PICTURES: Mapping[str, Callable[[], Image.Image]] = {
    "layar-laktasi": lambda: _screen(
        "laktasi.wajokab.example.id/beranda",
        "LAKTASI Kecamatan Tempe",
        (
            "Masuk dengan NIK dan nomor HP",
            "1. Surat Pengantar Online",
            "2. Rekomendasi Izin Usaha Mikro",
            "3. Dispensasi Nikah",
            "4. Lacak Berkas Saya",
            "5. Pengaduan dan Chatbot",
            "Terhubung dengan Disdukcapil dan DPMPTSP",
            "Pengguna terdaftar: 1.284 orang",
        ),
    ),
    "foto-marit": lambda: _photo(
        ("MARI MEMBACAKAN CERITA (MARIT)", "Sosialisasi bersama guru PAUD", "Lhoksukon, 2025")
    ),
    "foto-posyandu": lambda: _photo(("GERADAK POS", "Gerakan Aktif Datang ke Posyandu", "Puskesmas Kelay")),
}
