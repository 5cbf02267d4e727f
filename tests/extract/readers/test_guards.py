"""Archives and XML that only want our memory are turned away before a parser sees them."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from lxml import etree

from extract.readers import guards
from extract.readers.archive import display_name, members
from extract.readers.guards import check_size, hardened_parser, open_zip
from models.problem import DossierError


def zipped(*names: str, content: bytes = b"isi") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def code_of(error: pytest.ExceptionInfo[DossierError]) -> str:
    return error.value.problem.code


def test_an_empty_file_is_named_as_such() -> None:
    with pytest.raises(DossierError) as error:
        check_size(b"", "a.pdf")
    assert code_of(error) == "file-empty"


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MAX_FILE", 10)
    with pytest.raises(DossierError) as error:
        check_size(b"x" * 11, "a.pdf")
    assert code_of(error) == "file-too-big"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zipped("a", content=b"\0" * (4 << 20)), id="a member that shrinks 1000 times"),
        pytest.param(zipped(*(f"{n}.txt" for n in range(5001))), id="5001 members"),
    ],
)
def test_an_archive_beyond_a_bound_is_a_bomb(data: bytes) -> None:
    with pytest.raises(DossierError) as error:
        open_zip(data, "a.zip")
    assert code_of(error) == "zip-bomb"


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning):
        data = zipped("a.txt", "a.txt")
    with pytest.raises(DossierError) as error:
        open_zip(data, "a.zip")
    assert code_of(error) == "zip-bomb"


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(zipped("a.txt", "b.txt"))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # the second entry points at the first member
    with pytest.raises(DossierError) as error:
        open_zip(bytes(data), "a.zip")
    assert code_of(error) == "zip-bomb"


def test_a_member_that_holds_more_than_it_says_is_never_unpacked() -> None:
    data = bytearray(zipped("a.txt", content=b"y" * 5000))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 3)
    with pytest.raises(DossierError) as error:
        list(members(bytes(data), "a.zip"))
    assert code_of(error) in {"zip-bomb", "zip-broken"}


def test_a_locked_archive_says_so() -> None:
    data = bytearray(zipped("a.txt"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(DossierError) as error:
        list(members(bytes(data), "a.zip"))
    assert code_of(error) == "zip-encrypted"


def test_half_an_archive_is_broken() -> None:
    data = zipped("a.txt", "b.txt")
    with pytest.raises(DossierError) as error:
        list(members(data[: len(data) // 2], "a.zip"))
    assert code_of(error) == "zip-broken"


def test_members_come_in_order_without_folders_and_litter() -> None:
    data = zipped("b/2.pdf", "__MACOSX/b/._2.pdf", "b/.DS_Store", "b/~$a.docx", "a.docx", "kosong/")
    assert [name for name, _ in members(data)] == ["b/2.pdf", "a.docx"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\dossier\\a.pdf", "dossier/a.pdf"),
        ("/akar/a.pdf", "akar/a.pdf"),
        ("a/./b//c.pdf", "a/b/c.pdf"),
        ("fdp.\u202exod", "fdp. xod"),
        ("a\x00b\n.pdf", "a b .pdf"),
        ("....", ""),
    ],
)
def test_a_name_from_an_archive_is_only_for_showing(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


def test_entities_are_never_opened() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert "root:" not in etree.tostring(etree.fromstring(xml, hardened_parser()), encoding="unicode")


def test_an_entity_bomb_is_refused() -> None:
    nested = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    xml = f'<!DOCTYPE a [<!ENTITY e0 "x">{nested}]><a>&e39;</a>'.encode()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(xml, hardened_parser())
