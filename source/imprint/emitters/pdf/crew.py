"""Jobs become results: handed to workers, asked for again when a worker dies, in any order."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, TypeVar

from imprint.emitters.pdf.fragments import Setting, Unset
from imprint.emitters.pdf.jobs import (
    Failure,
    Job,
    end_with_parent,
    make_ready,
    run,
    warm_up,
    warm_up_binding,
)

T = TypeVar("T")

# How often a job is tried while the workers that have it die, before it is tried alone.
_TRIES = 2
_MOST_BINDERS = 2
_AHEAD = 2  # jobs that wait in line for each worker


class SerialExecutor(Executor):
    """Does each job at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class _Pool(ProcessPoolExecutor):
    """Processes that begin as a copy of this one, where it has no other threads to lose.

    Otherwise they begin empty, and do not run the script that called for them once more.
    """

    def __init__(self, workers: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        tasks = Path("/proc/self/task")
        alone = tasks.is_dir() and len(list(tasks.iterdir())) == 1
        self.forked = "fork" in methods and alone
        method = "fork" if self.forked else "forkserver" if "forkserver" in methods else None
        context = multiprocessing.get_context(method)
        super().__init__(workers, mp_context=context, initializer=end_with_parent)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with nullcontext() if self.forked else _without_script():
            return super().submit(fn, *args, **kwargs)


class _Sure(Future[T]):
    """The result of a worker's work, or of the same work done here if the worker died."""

    def __init__(
        self, future: Future[T], function: Callable[..., T], arguments: tuple[Any, ...]
    ) -> None:
        super().__init__()
        self._future = future
        self._function = function
        self._arguments = arguments

    def result(self, timeout: float | None = None) -> T:
        try:
            return self._future.result(timeout)
        except BrokenProcessPool:
            return self._function(*self._arguments)


@contextmanager
def _without_script() -> Iterator[None]:
    """Hide the main script from processes that begin, which would read it again."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


class Crew:
    """Workers for the jobs of a build.

    ``executor`` is anybody's, as long as its workers are processes: threads take turns, as the
    engine is not made for several at once. Without one there is a pool of ``workers`` processes (0:
    one for each processor), which begins when it is needed or ``start`` is called and ends with the
    ``with``.
    """

    def __init__(self, *, executor: Executor | None = None, workers: int = 0) -> None:
        self._given = executor
        self._pool: Executor | None = executor
        self._bindery: Executor | None = executor
        self._count = workers or _processors()
        self._proved = False  # whether a worker has ever answered

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        if self._bindery is not None and self._given is None:
            _end(self._bindery)
            self._bindery = None

    def start(self, *, warm: int = 1) -> None:
        """Let ``warm`` workers load what they need, while this process does something else."""
        if self._given is None and self._bindery is None:
            # Those who bind begin as small as this process is now, and never typeset.
            self._bindery = self._made(min(self._count, _MOST_BINDERS))
            pool = self._begin()
            with suppress(BrokenProcessPool):
                for _ in range(min(warm, self._count)):
                    pool.submit(warm_up)
                # It is begun with the others, as small as they are, and loads later.
                self._bindery.submit(int)

    def call(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Let somebody bind; if they die, it is done here."""
        if self._bindery is None:
            self.start()
        assert self._bindery is not None
        try:
            return _Sure(self._bindery.submit(function, *arguments), function, arguments)
        except BrokenProcessPool:
            return SerialExecutor().submit(function, *arguments)

    def prepare(self, setting: Setting) -> None:
        """Let a worker that waits make itself ready for a setting."""
        if isinstance(self._pool, _Pool):
            with suppress(BrokenProcessPool):
                self._pool.submit(make_ready, setting)
        if isinstance(self._bindery, _Pool):
            with suppress(BrokenProcessPool):
                self._bindery.submit(warm_up_binding)

    def do(
        self,
        jobs: Sequence[Job],
        setting: Setting,
        *,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Iterator[tuple[int, bytes | Failure]]:
        """Do jobs; the number of each with its result, as they are done.

        ``meanwhile`` is called when the first have been handed out.

        A job during which a worker dies is done again, at last alone; if that kills the worker
        too, its result is a Failure.
        """
        waiting = deque(range(len(jobs)))
        tries = dict.fromkeys(waiting, 0)
        underway: dict[Future[Any], int] = {}
        informed: set[int] = set()
        while waiting or underway:
            alone = bool(waiting) and tries[waiting[0]] >= _TRIES
            room = 1 if alone else self._count * _AHEAD
            try:
                while waiting and len(underway) < room:
                    number = waiting.popleft()
                    given = setting if number in informed else None
                    underway[self._begin().submit(run, jobs[number], given)] = number
            except BrokenExecutor:
                waiting.appendleft(number)
                if self._given is not None:
                    for number in (*underway.values(), *waiting):
                        yield number, Failure("the workers that were given do not work any more")
                    return
                self._abandon(underway, waiting, tries)
                continue
            meanwhile()
            done, _ = wait(underway, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                number = underway.pop(future)
                try:
                    result = future.result()
                except BrokenExecutor:
                    broken = True
                    tries[number] += 1
                    if alone and tries[number] > _TRIES:
                        yield number, Failure("the process that set it was killed")
                    else:
                        waiting.append(number)
                    continue
                except Exception as error:
                    yield number, Failure(f"{type(error).__name__}: {error}")
                    continue
                self._proved = True
                if isinstance(result, Unset):
                    informed.add(number)
                    waiting.appendleft(number)
                else:
                    yield number, result
            if broken:
                self._abandon(underway, waiting, tries)

    def _abandon(
        self, underway: dict[Future[Any], int], waiting: deque[int], tries: dict[int, int]
    ) -> None:
        """Give up a pool whose worker died; its jobs wait again, the suspected ones last."""
        for number in underway.values():
            tries[number] += 1
            waiting.append(number)
        underway.clear()
        forked = isinstance(self._pool, _Pool) and self._pool.forked
        self._end()
        if self._given is None and not self._proved and not forked:
            # Workers cannot even begin, as where a script without a main guard is read again.
            self._pool = SerialExecutor()
        ordered = sorted(waiting, key=lambda number: tries[number])
        waiting.clear()
        waiting.extend(ordered)

    def _begin(self) -> Executor:
        if self._pool is None:
            self._pool = self._made(self._count)
        return self._pool

    @staticmethod
    def _made(workers: int) -> Executor:
        try:
            return _Pool(workers)
        except (OSError, ImportError, NotImplementedError):
            # There are machines on which processes cannot share a semaphore.
            return SerialExecutor()

    def _end(self) -> None:
        if self._pool is None or self._given is not None:
            return
        pool, self._pool = self._pool, None
        _end(pool)


def _end(pool: Executor) -> None:
    # A worker is never killed: one that dies while it is being told something keeps the others
    # waiting for the rest of it.
    pool.shutdown(cancel_futures=True)


def _processors() -> int:
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
