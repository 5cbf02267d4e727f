"""One person, one name: which mentions are united and which are not."""

from __future__ import annotations

from extract.person_identity import united
from models.document import Span
from models.finding import Finding, Person


def mention(name: str, role: str | None = None, rule: str = "people.said/1") -> Finding[Person]:
    return Finding(Person(name, role), Span(0, len(name)), rule)


def names(*mentions: Finding[Person]) -> list[str]:
    return [finding.value.name for finding in united(mentions)]


def test_a_part_of_a_name_becomes_the_whole() -> None:
    assert names(mention("Helman"), mention("Helman Wirya")) == ["Helman Wirya", "Helman Wirya"]


def test_honorifics_and_dots_do_not_make_two_people() -> None:
    assert names(mention("H. Wirya"), mention("H Wirya")) == ["H. Wirya", "H. Wirya"]


def test_a_name_that_two_people_share_stays_as_printed() -> None:
    mentions = (mention("Budi Wirya"), mention("Budi Saloka"), mention("Budi"))
    assert names(*mentions) == ["Budi Wirya", "Budi Saloka", "Budi"]


def test_one_wrong_letter_in_a_long_single_name_is_forgiven() -> None:
    assert names(mention("H. Firdausi"), mention("Firdausa")) == ["H. Firdausi", "H. Firdausi"]


def test_one_letter_between_two_full_names_makes_two_people() -> None:
    assert names(mention("Rahmad Wirya"), mention("Rahmat Wirya")) == ["Rahmad Wirya", "Rahmat Wirya"]


def test_an_office_is_shared_by_the_mentions_of_a_person() -> None:
    first, second = united([mention("Helman Wirya", "Walikota"), mention("Helman")])
    assert (first.value.role, second.value.role) == ("Walikota", "Walikota")
