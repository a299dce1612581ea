"""A command becomes what it cost: seconds, processor seconds, memory.

Memory is the largest resident set that any one process of the command had, as the kernel accounts
for it when the process is waited for (``ru_maxrss``). A command's own children come with it if it
waits for them; those it leaves behind (servers that fork workers) are adopted and waited for here,
so that none is missed. The kernel counts from the moment before a process becomes its program, so
that the least it can report is the memory of this process, which therefore imports little.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from resource import struct_rusage

_PR_SET_CHILD_SUBREAPER = 36  # prctl(2)
_LONGEST_FAREWELL = 5.0  # seconds that orphans have to end by themselves
_KIBIBYTE = 1024 if sys.platform != "darwin" else 1


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments: the folder it runs in, the file it makes."""

    arguments: tuple[str, ...]
    folder: Path
    output: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: ``seconds`` by the clock, ``processor`` seconds, ``memory`` in bytes."""

    seconds: float
    processor: float
    memory: int


class CommandFailed(Exception):
    """A command that ended with another status than 0; the last that it said."""


def measure(command: Command) -> Cost:
    """Run a command to its end. Raises CommandFailed with the last line of what it said."""
    with tempfile.TemporaryFile() as said, _adopting():
        began = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env={**os.environ, **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # somebody stops the measurements; the command is not told otherwise
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        usages = [usage, *_orphans(process.pid)]
        if process.returncode:
            said.seek(0)
            raise CommandFailed(_last_line(said.read()) or f"status {process.returncode}")
    return Cost(
        seconds=seconds,
        processor=sum(usage.ru_utime + usage.ru_stime for usage in usages),
        memory=max(usage.ru_maxrss for usage in usages) * _KIBIBYTE,
    )


@contextmanager
def _adopting() -> Iterator[None]:
    """Processes whose parent ends become children of this one, where the system can do that."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is None:
        yield
        return
    prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _orphans(session: int) -> Iterator[struct_rusage]:
    """What the processes cost that a command left behind; those that do not end are ended."""
    deadline = time.monotonic() + _LONGEST_FAREWELL
    while True:
        try:
            pid, _, usage = os.wait4(-session, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            yield usage
        elif time.monotonic() > deadline:
            with suppress(ProcessLookupError):
                os.killpg(session, signal.SIGKILL)
            deadline += _LONGEST_FAREWELL
        else:
            time.sleep(0.005)


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
