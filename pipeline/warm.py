"""Loaded once by the server that workers are forked from: readers and fields, ready before the first file comes.

Importing this module is the work; nothing else imports it.
"""

from __future__ import annotations

from contextlib import suppress

import pipeline.work  # noqa: F401
from extract.nlp import analyse
from models.document import Layout

with suppress(Exception):  # a defect of a field belongs to the file that shows it, not to the start of every worker
    analyse(
        "Puskesmas Contoh meluncurkan SAPA (Sistem Antar Pasien) pada 1 Mei 2020 dengan biaya Rp1,5 juta.", Layout()
    )
