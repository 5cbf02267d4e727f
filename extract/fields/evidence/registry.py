"""Every reader of evidence, in the order they run. Adding an indicator is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable

from extract.fields.evidence.benefit import kemanfaatan
from extract.fields.evidence.context import Context, Facts
from extract.fields.evidence.creation import kecepatan
from extract.fields.evidence.decrees import pelaksana, regulasi
from extract.fields.evidence.denials import stated_none
from extract.fields.evidence.evaluation import monev
from extract.fields.evidence.partners import aktor, jejaring
from extract.fields.evidence.plans import anggaran, rkpd
from extract.fields.evidence.publicity import informasi_layanan, pedoman_teknis, sosialisasi, video
from extract.fields.evidence.quantities import stated_levels
from extract.fields.evidence.replication import replikasi
from extract.fields.evidence.sdm import sdm
from extract.fields.evidence.service import kemudahan_proses, pengaduan
from extract.fields.evidence.tools import alat_kerja, layanan_terintegrasi
from extract.fields.evidence.training import bimtek

READERS: tuple[Callable[[Context], Facts], ...] = (
    regulasi,
    sdm,
    anggaran,
    alat_kerja,
    bimtek,
    rkpd,
    aktor,
    pelaksana,
    jejaring,
    sosialisasi,
    pedoman_teknis,
    informasi_layanan,
    kemudahan_proses,
    pengaduan,
    layanan_terintegrasi,
    replikasi,
    kecepatan,
    kemanfaatan,
    monev,
    video,
    stated_none,
    stated_levels,
)
