"""Files that nobody vouches for: bombs, loops, torn and bent files, wrong types, polyglots; all from one seed."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

Case = tuple[str, bytes]
_MUTATIONS = 40
_CUTS = 12


def cases(seed: int = 2026) -> Iterator[Case]:
    """Every hostile file as (what it is, bytes)."""
    rng = random.Random(seed)
    healthy = {"pdf": pdf(), "docx": docx(), "png": png(), "txt": "Inovasi “daerah” kami.".encode()}
    healthy |= {"xlsx": xlsx(), "csv": b"berkas;inovasi;unit\nusulan.pdf;SAPA;Puskesmas Mekar\n"}
    for kind, data in healthy.items():
        yield from _torn(kind, data, rng)
        yield from _bent(kind, data, rng)
    yield from _pdfs()
    yield from _words(healthy["docx"])
    yield from _archives()
    yield from _wrong(healthy, rng)


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(3):
        for line in range(20):
            canvas.drawString(72, 760 - 16 * line, f"Baris {line} halaman {page}: inovasi pelayanan publik daerah.")
        canvas.grid([72, 200, 300], [300, 330, 360])
        canvas.linkURL("https://a.example/x", (72, 700, 200, 720))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx() -> bytes:
    out, document = io.BytesIO(), Document()
    document.add_heading("Proposal inovasi", 1)
    document.add_paragraph("Nama Inovasi : SIPANDU")
    document.add_table(3, 3).cell(1, 1).text = "sel"
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """A manifest."""
    out, book = io.BytesIO(), Workbook()
    assert book.active is not None
    for row in (["berkas", "inovasi"], ["usulan.pdf", "SAPA"], ["SK.pdf", None]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.save(out)
    return out.getvalue()


def png() -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 40), 200).save(out, "PNG")
    return out.getvalue()


def _torn(kind: str, data: bytes, rng: random.Random) -> Iterator[Case]:
    for number in range(_CUTS):
        yield f"{kind} cut {number}", data[: rng.randrange(1, len(data))]
        begin = rng.randrange(len(data))
        yield f"{kind} hole {number}", data[:begin] + data[begin + rng.randrange(1, 400) :]


def _bent(kind: str, data: bytes, rng: random.Random) -> Iterator[Case]:
    for number in range(_MUTATIONS):
        bent = bytearray(data)
        for _ in range(rng.choice([1, 4, 30])):
            bent[rng.randrange(len(bent))] = rng.randrange(256)
        yield f"{kind} mutation {number}", bytes(bent)


def raw_pdf(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content: bytes, box: bytes = b"[0 0 595 842]", extra: bytes = b"", flate: bytes = b"") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % (box, extra)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return raw_pdf(
        CATALOG,
        pages,
        page,
        stream(content, flate),
        FONT,
        stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    )


def _pdfs() -> Iterator[Case]:
    text = b"BT /F 12 Tf 72 700 Td (Inovasi) Tj ET"
    bomb = zlib.compress(b"0 0 m 1 1 l S\n" * 3_000_000)
    yield "pdf page tree that holds itself", raw_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "pdf pages that are each other's parent",
        raw_pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Parent 3 0 R/Count 9>>"),
    )
    yield "pdf with a billion pages", raw_pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 999999999>>")
    yield "pdf with minus one page", raw_pdf(CATALOG, b"<</Type/Pages/Kids[]/Count -1>>")
    yield "pdf without a root", raw_pdf(b"null")
    yield (
        "pdf whose xref is its own previous one",
        raw_pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>", trailer=b"/Prev 0"),
    )
    yield "pdf nested arrays", one_page(b"[" * 100_000 + text)
    yield "pdf nested dictionaries", one_page(b"<<" * 100_000)
    yield "pdf nested text objects", one_page(b"BT " * 50_000 + text)
    yield "pdf nested states", one_page(b"q " * 200_000 + text)
    yield "pdf form that draws itself", one_page(b"/X Do", extra=b"/XObject<</X 6 0 R>>")
    yield "pdf three million strokes", one_page(bomb, flate=b"/Filter/FlateDecode")
    yield "pdf page of no size", one_page(text, b"[0 0 0 0]")
    yield "pdf page as wide as a country", one_page(text, b"[0 0 1e9 1e9]")
    yield "pdf page box of words", one_page(text, b"[(a)(b)(c)(d)]")
    yield "pdf page box upside down", one_page(text, b"[595 842 0 0]")
    yield "pdf text of size nought", one_page(b"BT /F 0 Tf 72 700 Td (Inovasi) Tj ET")
    yield "pdf text of infinite size", one_page(b"BT /F 1e38 Tf 72 700 Td (Inovasi) Tj ET")
    yield "pdf text flattened", one_page(b"BT /F 12 Tf 0 0 0 0 72 700 Tm (Inovasi) Tj ET")
    yield "pdf text by not a number", one_page(b"BT /F 12 Tf nan inf 0 1 72 700 Tm (Inovasi) Tj ET")
    yield "pdf text of control codes", one_page(b"BT /F 12 Tf 72 700 Td (" + bytes(range(1, 32)) * 9 + b") Tj ET")
    yield "pdf one letter ten thousand times on one spot", one_page(b"BT /F 12 Tf 72 700 Td (A) Tj ET " * 10_000)
    yield (
        "pdf a grid of a million cells",
        one_page(b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (n, n, n, n) for n in range(0, 4000, 4))),
    )
    yield "pdf filter chain", one_page(zlib.compress(text), flate=b"/Filter[" + b"/FlateDecode" * 500 + b"]")
    yield (
        "pdf javascript on opening",
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://a.example'\\))>>>>",
            b"<</Type/Pages/Kids[]/Count 0>>",
        ),
    )
    yield (
        "pdf encryption of nonsense",
        raw_pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>", trailer=b"/Encrypt<</Filter/X/V 9>>"),
    )


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """A Word file with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return out.getvalue()


def _words(healthy: bytes) -> Iterator[Case]:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def body(inner: bytes, before: bytes = b"") -> bytes:
        root = before + b"<w:document " + space + b"><w:body>" + inner + b"</w:body></w:document>"
        return changed(healthy, "word/document.xml", root)

    paragraph = b"<w:p><w:r><w:t>isi</w:t></w:r></w:p>"
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    yield (
        "docx entity that reads a file",
        body(b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    )
    yield "docx entity that calls out", body(paragraph, b'<!DOCTYPE a SYSTEM "http://a.example/x.dtd">')
    yield (
        "docx entity bomb",
        body(b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", b'<!DOCTYPE a [<!ENTITY e0 "x">' + bomb + b"]>"),
    )
    yield "docx tables within tables", body(b"<w:tbl><w:tr><w:tc>" * 80 + paragraph + b"</w:tc></w:tr></w:tbl>" * 80)
    yield (
        "docx a thousand levels deep",
        body(b"<w:sdt><w:sdtContent>" * 1000 + paragraph + b"</w:sdtContent></w:sdt>" * 1000),
    )
    yield (
        "docx grid of half a billion columns",
        body(
            b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='500000000'/></w:tcPr>"
            + paragraph
            + b"</w:tc></w:tr></w:tbl>"
        ),
    )
    yield (
        "docx numbers that are no numbers",
        body(
            b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='-9'/><w:vMerge w:val='x'/></w:tcPr>"
            + paragraph
            + b"</w:tc></w:tr></w:tbl>"
            b"<w:p><w:pPr><w:numPr><w:ilvl w:val='-1'/><w:numId w:val='99999'/></w:numPr></w:pPr></w:p>"
        ),
    )
    yield "docx two hundred thousand paragraphs", body(paragraph * 200_000)
    yield (
        "docx one paragraph of three million letters",
        body(b"<w:p><w:r><w:t>" + b"a " * 1_500_000 + b"</w:t></w:r></w:p>"),
    )
    yield (
        "docx fields that never end",
        body(b"<w:p>" + b"<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 5000 + b"</w:p>"),
    )
    yield (
        "docx styles based on each other",
        changed(
            healthy,
            "word/styles.xml",
            b"<w:styles " + space + b"><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>"
            b"<w:style w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>",
        ),
    )
    yield "docx broken styles", changed(healthy, "word/styles.xml", b"<w:styles")
    yield (
        "docx relations to other folders",
        changed(
            healthy,
            "word/_rels/document.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r" Type="x/styles" '
            b'Target="../../../../etc/passwd"/><Relationship Id="s" Type="x/numbering" Target="file:///etc/passwd"/></Relationships>',
        ),
    )
    yield "docx body that is a picture", changed(healthy, "word/document.xml", png())
    yield "docx empty body", changed(healthy, "word/document.xml", b"")


def _archives() -> Iterator[Case]:
    def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
            warnings.simplefilter("ignore")  # two members of one name are the point
            for name, content in members:
                archive.writestr(name, content)
        return out.getvalue()

    types = ("[Content_Types].xml", b"wordprocessingml.document.main+xml")
    yield "zip bomb as a Word file", packed(types, ("word/document.xml", b"\0" * 50_000_000))
    yield "zip of six thousand members", packed(types, *((f"{n}", b"") for n in range(6000)))
    yield "zip with two bodies", packed(types, ("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>"))
    yield "zip with paths upward", packed(types, ("../../../../tmp/berkas-jahat", b"x"), ("/etc/berkas-jahat", b"x"))
    lie = bytearray(packed(types, ("word/document.xml", b"<a>" + b"x" * 9000 + b"</a>")))
    struct.pack_into("<I", lie, lie.rindex(b"PK\x01\x02") + 24, 5)
    yield "zip that lies about its size", bytes(lie)
    shared = bytearray(packed(types, ("word/document.xml", b"<a/>")))
    struct.pack_into("<I", shared, shared.rindex(b"PK\x01\x02") + 42, 0)
    yield "zip whose members share bytes", bytes(shared)
    odd = bytearray(packed(types, ("word/document.xml", b"<a/>")))
    struct.pack_into("<H", odd, odd.rindex(b"PK\x01\x02") + 10, 99)
    yield "zip packed in a way nobody knows", bytes(odd)
    yield "zip of nothing", b"PK\x05\x06" + bytes(18)


def _wrong(healthy: dict[str, bytes], rng: random.Random) -> Iterator[Case]:
    yield "nothing", b""
    yield "one byte", b"x"
    yield "only blanks", b" \n\t" * 99
    yield "noise", rng.randbytes(5000)
    yield "rar", b"Rar!\x1a\x07\x00" + rng.randbytes(200)
    yield "old office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(2000)
    yield "rtf", b"{\\rtf1" + b"{" * 5000
    yield "html", b"<!DOCTYPE html><script>1</script>"
    yield "pdf behind a picture", healthy["png"] + healthy["pdf"]
    yield "pdf that is a ZIP as well", healthy["pdf"] + healthy["docx"]
    yield "ZIP that is a PDF as well", healthy["docx"] + healthy["pdf"]
    yield "text of nulls", b"Inovasi\x00" * 500
    yield "text of one endless line", b"a" * 2_000_000
    yield "text of lone surrogates", b"\xff\xfe" + b"\x00\xd8" * 500
    yield "text turned by marks", "Inovasi \u202e\u2066daerah\u200b".encode() * 50
    for width, height in ((60_000, 60_000), (1, 60_000), (0, 0)):
        chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        head = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
        yield f"png that claims {width} x {height}", b"\x89PNG\r\n\x1a\n" + head + healthy["png"][33:]
    yield "jpeg without a picture", b"\xff\xd8\xff\xe0" + rng.randbytes(300)
