"""What a worker does: a job is a value in, bytes out."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from shutil import rmtree
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from imprint.emitters.pdf.fragments import FragmentJob, FurnitureJob, PlanJob, Setting, Unset

if TYPE_CHECKING:
    from datetime import datetime

    from imprint.emitters.pdf.engine import Engine
    from imprint.emitters.pdf.press import SetBook
    from imprint.model.artifact import Artifact
    from imprint.model.profile import Profile
    from imprint.model.rendition import Rendition
    from imprint.store import Store

T = TypeVar("T")
Job = FragmentJob | FurnitureJob | PlanJob
# Engines that a worker keeps, by the hash of their setting.
_MOST_ENGINES = 2
_engines: dict[str, Engine] = {}
_LARGE = 4_000_000  # bytes
_JOBS_BETWEEN = 4  # after which a worker looks for garbage
_done = count(1)


class BindJob(Struct, frozen=True, kw_only=True):
    """A set book to be bound: see ``binding.emit_pdf``."""

    book: SetBook
    rendition: Rendition
    target: str
    profile: Profile
    colour_profile: bytes | None
    modified: datetime


def bind_artifact(job: BindJob, store: Store) -> Artifact:
    """Bind a set book."""
    from imprint.emitters.pdf.binding import emit_pdf

    return emit_pdf(
        job.book,
        job.rendition,
        job.target,
        profile=job.profile,
        colour_profile=job.colour_profile,
        modified=job.modified,
        store=store,
    )


class Lost(Exception):
    """What was handed over cannot be read any more."""


class HandedOver(Struct, frozen=True):
    """A value that waits in a file: sent through a pipe, a large book would be held three times."""

    path: str

    def taken(self) -> Any:
        """The value, and no file any more. Raises Lost if somebody has deleted it."""
        path = Path(self.path)
        try:
            with path.open("rb") as file:
                return pickle.load(file)  # noqa: S301 - nobody but the user can write to it
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise Lost(f"{self.path}: {error}") from None
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def hand_over(value: T, folder: str | None = None) -> T | HandedOver:
    """A value in a temporary file, or as it is if there is no room for one.

    ``folder`` is by default that of this process's temporary files.
    """
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix="imprint-", dir=folder)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
            size = file.tell()
    except OSError:
        if name:
            Path(name).unlink(missing_ok=True)
        return value
    if size > _LARGE:
        trim_memory()  # that it was written took as much as it has parts
    return HandedOver(name)


def done(call: HandedOver | tuple[Callable[..., Any], tuple[Any, ...]]) -> Any:
    """What a function returns for its arguments, which are handed over and so is the result."""
    function, arguments = call.taken() if isinstance(call, HandedOver) else call
    return hand_over(function(*arguments))


def trim_memory(*, garbage: bool = False) -> None:
    """Give memory that is free back to the machine, where the C library can.

    With ``garbage``, that of values that only hold one another too, which takes a look at all.
    """
    if garbage:
        gc.collect()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


_turns = Lock()  # the engine is not made for several threads at once


class Failure(Struct, frozen=True):
    """The answer of a worker whose job failed: what the engine stumbled over."""

    reason: str


def begin_work(folder: str | None) -> None:
    """Let this process keep its temporary files in a folder, and end when its parent does.

    The parent deletes the folder at the end, and this process if the parent was killed: it outlives
    a signal that both are sent.
    """
    tempfile.tempdir = folder
    with suppress(ValueError):  # which is for the main thread to say
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_for, args=(parent, folder), daemon=True).start()


def _wait_for(parent: Any, folder: str | None) -> None:
    parent.join()
    if folder:
        rmtree(folder, ignore_errors=True)
    os._exit(1)


def warm_up() -> None:
    """Load what a worker needs before its first job arrives."""
    import_module("imprint.emitters.pdf.engine")
    _collect_seldom()


def warm_up_binding() -> None:
    """Load what one who binds needs before the first book arrives."""
    import_module("imprint.emitters.pdf.binding")
    _collect_seldom()


def _collect_seldom() -> None:
    """Look for garbage now and then.

    Documents and books are trees that live as long as their job: looking for garbage in them takes
    a tenth of the time and finds next to nothing. After a job all of it is garbage.
    """
    gc.freeze()
    gc.set_threshold(500_000, 20, 100)


def load_language(language: str, store: Store) -> None:
    """Load what a worker needs to break words of a language."""
    from imprint.emitters.pdf.hyphenation import load_patterns

    load_patterns(language, store)


def make_ready(setting: Setting) -> None:
    """Have an engine for a setting before its first job arrives."""
    with _turns, suppress(Exception):  # the first job will say what is wrong with it
        if setting.digest not in _engines:
            _make_engine(setting)


def run(job: Job, setting: Setting | None = None) -> bytes | Unset | Failure:
    """Do a job; a worker that does not know its setting asks for it."""
    with _turns:
        return _run(job, setting)


def _run(job: Job, setting: Setting | None) -> bytes | Unset | Failure:
    try:
        if setting is not None and setting.digest not in _engines:
            _make_engine(setting)
        engine = _engines.get(job.setting)
        if engine is None:
            return Unset(job.setting)
        match job:
            case FragmentJob():
                fragment = engine.typeset(job)
                _tidy()
                return fragment
            case FurnitureJob():
                return engine.furnish(job)
            case PlanJob():
                return engine.plan(job)
    except MemoryError:
        return Failure("there is not enough memory for it")
    except RecursionError:
        return Failure("its elements are nested too deep")
    except Exception as error:  # whatever the engine stumbles over in one section is that section's
        return Failure(f"the engine stumbles over it ({type(error).__name__}: {error})")


def _tidy() -> None:
    """Look for garbage now and then: all that a job leaves is."""
    if next(_done) % _JOBS_BETWEEN == 0:
        gc.collect()


def _make_engine(setting: Setting) -> None:
    from imprint.emitters.pdf.engine import Engine

    while len(_engines) >= _MOST_ENGINES:
        del _engines[next(iter(_engines))]
    _engines[setting.digest] = Engine(setting)
