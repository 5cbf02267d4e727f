"""Documents that look like proof and prove nothing: templates never filled in, and drafts."""

from __future__ import annotations

import re

from extract.lexicon import lexicon
from extract.patterns import spaced
from models.finding import Role

_FORMAL = frozenset(
    "perda perkada sk_kepala_daerah sk_kepala_pd sk_kepala_pd_an_kepala_daerah surat_tugas undangan pks_mou sertifikat "
    "surat_pernyataan surat_dinas sop".split()
)
_ZONE = 3000


def void_of(text: str, role: Role) -> str | None:
    """`placeholder` or `draft` for a formal document that still shows its template; None when it is filled in.

    Dots and underscores count only beside a number or a date: elsewhere they are lines to sign on.
    """
    if role.document_type not in _FORMAL or role.kind == "proposal":
        return None
    words = lexicon("evidence")["common"]
    if spaced("|".join(words["placeholders"])).search(text):
        return "placeholder"
    if re.search("|".join(words["named_placeholders"]), text):
        return "placeholder"
    title = role.span.end if role.span else 0
    if spaced(words["draft_title"]).search(text, 0, min(title + 1, _ZONE)) or _numberless(text[:_ZONE], role):
        return "draft"
    return None


def _numberless(head: str, role: Role) -> bool:
    """`NOMOR ... TAHUN 2026` in the title of a decree, or a number that is only dots in a letter."""
    words = lexicon("evidence")["common"]
    start = max(0, role.span.start if role.span else 0)
    return spaced("|".join(words["empty_number"])).search(head, start, start + 800) is not None
