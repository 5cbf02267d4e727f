"""Loaded once by the server that workers are forked from: readers and fields, ready before the first file comes.

Importing this module is the work; nothing else imports it.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from types import ModuleType

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def _load_spacy_without_its_commands() -> None:
    """spaCy imports its command line with it: downloads, an HTTP client, a project manager, a third of its time.

    A worker, which may not even open a connection, has no use for them. Who asks for them later gets the real ones.
    """
    stand_ins = {name: ModuleType(name) for name in _COMMANDS if name not in sys.modules}
    for name, module in stand_ins.items():
        module.__dict__.update(info=None, __path__=[])
        sys.modules[name] = module
    import spacy  # noqa: F401, PLC0415

    for name in stand_ins:
        del sys.modules[name]


_load_spacy_without_its_commands()

import pipeline.work  # noqa: E402, F401
from extract.nlp import analyse  # noqa: E402
from models.document import Layout  # noqa: E402

with suppress(Exception):  # a defect of a field belongs to the file that shows it, not to the start of every worker
    analyse(
        "Puskesmas Contoh meluncurkan SAPA (Sistem Antar Pasien) pada 1 Mei 2020 dengan biaya Rp1,5 juta.", Layout()
    )
gc.collect()
gc.freeze()  # what is loaded now stays, and workers share its memory as long as nobody looks through it
