"""`python -m samples.make [OUT]`: write every sample and its expected values, by default over the shipped ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from samples.make.build import dossiers, expected, files


def main(out: Path) -> None:
    """Write all dossiers into a folder; the same sources always give the same bytes."""
    for dossier in dossiers():
        for name, data in files(dossier).items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        text = json.dumps(expected(dossier), ensure_ascii=False, indent=1) + "\n"
        (out / f"{dossier.stem}.expected.json").write_text(text, encoding="utf-8")
        print(dossier.path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent)
