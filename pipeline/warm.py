"""Loaded once by the server that workers are forked from: readers and fields, built before the first file comes.

Importing this module is the work; nothing else imports it.
"""

from __future__ import annotations

import pipeline.work  # noqa: F401
from extract.nlp import pipeline as nlp_pipeline

nlp_pipeline()
