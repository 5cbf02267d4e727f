"""What a confined process can no longer do. Each test asks a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.sandbox import landlock
from extract.sandbox.confine import PROTECTIONS

ROOT = Path(__file__).parents[3]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="seccomp and Landlock are of Linux")


def ends_with(body: str, kind: str = "reader", scratch: Path | None = None) -> int:
    """The exit code of a confined process that runs `body`: 0 for done, 13 for refused."""
    code = f"""
import os, sys
from pathlib import Path
from extract.sandbox.confine import confine
def call(work):
    try:
        work()
    except PermissionError:
        os._exit(13)
    os._exit(0)
import ctypes, mmap, shutil, signal, socket, subprocess, threading
confine({kind!r}, 8 << 30, {f"Path({str(scratch)!r})" if scratch else None})
{body}
"""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode


@LINUX
@pytest.mark.parametrize(
    "work",
    [
        pytest.param("socket.socket(socket.AF_INET)", id="a connection"),
        pytest.param("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", id="a datagram"),
        pytest.param("socket.socket(socket.AF_UNIX)", id="a local socket"),
        pytest.param("open('/tmp/berkas-test-written', 'w')", id="a new file"),
        pytest.param("os.open('/dev/null', os.O_RDWR)", id="an old file"),
        pytest.param("os.mkdir('/tmp/berkas-test-made')", id="a folder"),
        pytest.param("os.unlink('/tmp/berkas-test-gone')", id="a removal"),
        pytest.param("os.rename('/tmp/berkas-test-a', '/tmp/berkas-test-b')", id="a new name"),
        pytest.param("os.chmod('/tmp', 0o777)", id="other rights"),
        pytest.param("os.truncate('/dev/null', 0)", id="a cut"),
        pytest.param("os.fork()", id="a process"),
        pytest.param("subprocess.run(['true'])", id="a program"),
        pytest.param("os.execv('/bin/true', ['true'])", id="another program in its place"),
        pytest.param("os.kill(os.getppid(), 0)", id="a signal to its parent"),
    ],
)
def test_a_reader_is_refused(work: str) -> None:
    assert ends_with(f"call(lambda: {work})") == 13


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("open('/proc/self/status').read()", id="reading"),
        pytest.param("threading.Thread(target=int).start()", id="a thread"),
        pytest.param("mmap.mmap(-1, 1 << 20)", id="memory"),
        pytest.param("os.kill(os.getpid(), 0)", id="a signal to itself"),
        pytest.param("os.write(os.pipe()[1], b'x')", id="a pipe that is open"),
        pytest.param("print('x')", id="words for nobody"),
    ],
)
def test_a_reader_is_free_to(work: str) -> None:
    assert ends_with(f"call(lambda: {work})") == 0


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("Path(FOLDER, 'x').write_text('isi')", id="write to its folder"),
        pytest.param("subprocess.run(['true'], check=True)", id="start a program"),
        pytest.param("socket.socket(socket.AF_UNIX)", id="ask itself over a socket"),
    ],
)
def test_an_office_worker_is_free_to(work: str, tmp_path: Path) -> None:
    assert ends_with(f"FOLDER = {str(tmp_path)!r}\ncall(lambda: {work})", "office", tmp_path) == 0


@LINUX
@pytest.mark.parametrize(
    "work",
    [
        pytest.param("socket.socket(socket.AF_INET)", id="connect"),
        pytest.param("socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", id="ask about the network"),
        pytest.param("os.setns(0, 0) if hasattr(os, 'setns') else os.chroot('/')", id="go elsewhere"),
    ],
)
def test_an_office_worker_is_refused_to(work: str, tmp_path: Path) -> None:
    assert ends_with(f"call(lambda: {work})", "office", tmp_path) == 13


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_an_office_worker_writes_to_no_other_folder(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    assert ends_with(f"call(lambda: Path({str(other / 'x')!r}).write_text('isi'))", "office", own) == 13
    assert not list(other.iterdir())


@LINUX
def test_an_office_worker_that_has_converted_is_a_reader(tmp_path: Path) -> None:
    body = "from extract.sandbox.confine import narrow\nnarrow()\ncall(lambda: subprocess.run(['true']))"
    assert ends_with(body, "office", tmp_path) == 13


@LINUX
def test_a_program_that_a_worker_starts_starts_no_other(tmp_path: Path) -> None:
    body = """
from extract.sandbox.confine import alone
done = subprocess.run(["/bin/sh", "-c", "/bin/true & wait $!"], preexec_fn=alone, check=False)
os._exit(13 if done.returncode else 0)
"""
    assert ends_with(body, "office", tmp_path) == 13


def test_a_process_that_was_never_confined_is_not_narrowed() -> None:
    code = (
        "from extract.sandbox.confine import narrow\nnarrow()\nimport subprocess\nsubprocess.run(['true'], check=True)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("lacking", ["seccomp.filter_system_calls", "landlock.version", "kernel.supported"])
def test_a_kernel_that_lacks_one_protection_keeps_the_others(lacking: str) -> None:
    module, name = lacking.split(".")
    code = f"""
import os, sys
from extract.sandbox import {module}
{module}.{name} = lambda *a: 0
out = os.dup(1)
from extract.sandbox.confine import confine
held = confine("reader", 8 << 30)
os.write(out, " ".join(held).encode())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    held = set(done.stdout.split())
    assert held < set(PROTECTIONS)
    assert {"seccomp": "no-new-privileges" in held, "landlock": "seccomp" in held, "kernel": not held}[module]
