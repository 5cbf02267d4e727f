"""Reads hostile files in a process of its own, under the limits of a worker, and prints one JSON line for each.

    python -m tests.hostile.run START STEP

An audit hook notes what no reader may do: writing files, connecting, starting programs.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from extract.readers import office
from extract.readers.limits import begin_file
from extract.readers.read import read
from extract.view import reading_view
from models.problem import DossierError
from tests.hostile.make import cases

_FORBIDDEN = {
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
}
done: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN or (event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        done.append(f"{event} {arguments[:2]}")


def outcome(data: bytes, name: str) -> str:
    """`read`, or the code of the problem."""
    try:
        parsed = read(data, name, "never")
    except DossierError as error:
        return error.problem.code
    view = reading_view(parsed)
    assert all(parsed.quote(block.span) for block in parsed.blocks)
    assert "\x00" not in parsed.text and len(view.text) <= 2 * len(parsed.text) + 1
    return "read"


def main(start: int, step: int) -> None:
    begin_file(cpu_seconds=300, address_space=2 << 30)
    sys.addaudithook(watch)
    office.program = lambda: None  # type: ignore[assignment]  # LibreOffice is a process of its own
    for number, (what, data) in enumerate(cases()):
        if number % step != start:
            continue
        done.clear()  # what making the case did is not the reader's
        began = time.process_time()
        print(json.dumps({"what": what, "begun": True}), flush=True)  # noqa: T201 - the parent reads it
        found = outcome(data, what)
        line = {"what": what, "outcome": found, "seconds": time.process_time() - began, "forbidden": done}
        print(json.dumps(line), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
