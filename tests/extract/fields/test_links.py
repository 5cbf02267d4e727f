"""Links: what is an address, where it ends, and when two pieces are one."""

from __future__ import annotations

import pytest
import spacy

from extract.fields.links import find_links

NLP = spacy.blank("id")


def links(text: str) -> list[str]:
    return [link.value for link in find_links(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tautan video: https://youtu.be/a1B2c3D4e5F.", ["https://youtu.be/a1B2c3D4e5F"], id="full stop"),
        pytest.param("(lihat www.contoh.go.id/berita)", ["www.contoh.go.id/berita"], id="closing bracket"),
        pytest.param("https://x.go.id/a_(b), lalu", ["https://x.go.id/a_(b)"], id="own brackets stay"),
        pytest.param("bit.ly/InovasiKita dan s.id/abc", ["bit.ly/InovasiKita", "s.id/abc"], id="short links"),
        pytest.param("surel admin@contoh.go.id", [], id="an e-mail address is no link"),
        pytest.param("Kota Contoh, kabar.id - Warga", [], id="a bare domain is a newspaper's name"),
        pytest.param("https://", [], id="a scheme alone is no link"),
    ],
)
def test_a_link_is_what_leads_somewhere(text: str, expected: list[str]) -> None:
    assert links(text) == expected


def test_a_video_link_cut_by_a_line_end_is_joined() -> None:
    assert links("Video https://youtu.be/ a1B2c3D4e5F pada") == ["https://youtu.be/a1B2c3D4e5F"]


def test_a_shared_file_cut_inside_its_identifier_is_joined_and_marked() -> None:
    text = "https://drive.google.com/file/d/1AbCdEfGhIj KlMnOpQrStUvWxYz012345/view?usp=sharing berikut"
    (link,) = find_links(NLP.make_doc(text))
    assert link.value == "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/view?usp=sharing"
    assert link.status == "normalised"
    assert text[link.span.start : link.span.end].replace(" ", "") == link.value


def test_a_whole_link_does_not_swallow_the_next_word() -> None:
    assert links("https://youtu.be/a1B2c3D4e5F B/51/2024") == ["https://youtu.be/a1B2c3D4e5F"]
