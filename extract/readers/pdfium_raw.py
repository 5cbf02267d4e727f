"""PDFium's C functions as pypdfium2 binds them: generated code, so without types."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw

pdfium: Any = pypdfium2.raw
