"""One worker: how it starts, what it gives up, how it answers, and how it is let go."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import stat
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import RawArray
from pathlib import Path

from extract.readers.doing import SIZE, Board, Stage, doing, note_on, noted
from extract.readers.limits import begin_file
from extract.sandbox.confine import Kind, confine

OK, MEMORY, FORBIDDEN, DEFECT = b"+", b"m", b"f", b"d"
"""First byte of an answer."""
LARGEST: dict[Kind, int] = {"reader": 3 << 30, "office": 4 << 30}
"""Bytes that a worker may ever map: OCR, and LibreOffice, ask for more than other files while they run."""
_FORBIDDEN_ERRORS = (errno.EPERM, errno.EACCES)
_SOCKETS = Path("/tmp")  # noqa: S108 - LibreOffice's choice


@dataclass(slots=True)
class Worker:
    process: BaseProcess
    pipe: Connection
    kind: Kind
    board: Board
    scratch: Path | None

    def doing(self) -> tuple[Stage, int | None]:
        """What it noted last: the stage, and the page where there is one."""
        return noted(self.board)

    def exit_code(self) -> int | None:
        """Of a worker whose pipe is closed: as `Process.exitcode`."""
        self.process.join(5)
        return self.process.exitcode


def start(function: Callable[[bytes], bytes], kind: Kind, address_space: int, scratch_in: Path | None) -> Worker:
    """A fresh worker. An office worker has a folder of its own, inside `scratch_in`."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    board = RawArray("c", SIZE)
    scratch = Path(tempfile.mkdtemp(prefix="berkas-office-", dir=scratch_in)) if kind == "office" else None
    process = context.Process(
        target=_serve, args=(theirs, function, board, (kind, address_space, scratch)), daemon=True
    )
    process.start()
    theirs.close()
    return Worker(process, ours, kind, board, scratch)


def stop(worker: Worker, *, kill: bool = False) -> None:
    """Let go of a worker: an idle one ends by itself when its pipe closes."""
    worker.pipe.close()
    if kill:
        worker.process.kill()
    worker.process.join(5)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()
    if worker.scratch is not None:
        shutil.rmtree(worker.scratch, ignore_errors=True)
        _remove_dead_sockets()


def _remove_dead_sockets() -> None:
    """LibreOffice makes a socket in a folder that its worker may not take anything away from."""
    for path in _SOCKETS.glob(f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_*"):
        with suppress(OSError), socket.socket(socket.AF_UNIX) as asking:
            if stat.S_ISSOCK(path.lstat().st_mode) and asking.connect_ex(str(path)) == errno.ECONNREFUSED:
                path.unlink()


def _serve(
    pipe: Connection, work: Callable[[bytes], bytes], board: Board, terms: tuple[Kind, int, Path | None]
) -> None:
    """The worker's life: one file after the other until the pipe closes or memory has run out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    kind, address_space, scratch = terms
    most = _mapped() + address_space
    confine(kind, max(most, LARGEST[kind]), scratch)
    note_on(board)
    while True:
        try:
            order = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        doing("begin")
        begin_file(int.from_bytes(order[:4], "big"), most)
        answer = _answer(work, order[4:])
        with suppress(OSError):
            pipe.send_bytes(answer)
        if answer[:1] == MEMORY:
            return


def _answer(work: Callable[[bytes], bytes], payload: bytes) -> bytes:
    try:
        return OK + work(payload)
    except MemoryError:
        return MEMORY
    except Exception as error:
        forbidden = isinstance(error, OSError) and error.errno in _FORBIDDEN_ERRORS
        return (FORBIDDEN if forbidden else DEFECT) + traceback.format_exc().encode("utf-8", "replace")


def _mapped() -> int:
    """Bytes of address space that this process takes already; 0 where nothing tells."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0
