"""Jobs become results: handed to workers, asked for again when a worker dies, in any order."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import Counter, deque
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
from tempfile import TemporaryDirectory
from threading import Lock
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from imprint.emitters.pdf.fragments import Setting, Unset
from imprint.emitters.pdf.jobs import (
    Failure,
    HandedOver,
    Job,
    Lost,
    begin_work,
    done,
    hand_over,
    load_language,
    make_ready,
    run,
    warm_up,
    warm_up_binding,
)

if TYPE_CHECKING:
    from imprint.store import Store

T = TypeVar("T")

# How often a job is tried while the workers that have it die, before it is tried alone.
_TRIES = 2
_MOST_BINDERS = 2
_AHEAD = 2  # jobs that wait in line for each worker
_COLD = 2  # as many jobs as a worker could do while it loads the engine


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

    def __init__(self, workers: int, folder: str | None) -> None:
        methods = multiprocessing.get_all_start_methods()
        tasks = Path("/proc/self/task")
        alone = tasks.is_dir() and len(list(tasks.iterdir())) == 1
        self.forked = "fork" in methods and alone
        method = "fork" if self.forked else "forkserver" if "forkserver" in methods else None
        context = multiprocessing.get_context(method)
        super().__init__(workers, mp_context=context, initializer=begin_work, initargs=(folder,))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with nullcontext() if self.forked else _without_script():
            return super().submit(fn, *args, **kwargs)


class _Team(Executor):
    """Processes of whom those that have loaded what they need are asked first."""

    def __init__(self, workers: int, load: Callable[[], None], folder: str | None) -> None:
        self._load = load
        self._sizes = [1, workers - 1] if workers > 1 else [1]
        self._pools = [_Pool(size, folder) for size in self._sizes]
        self._busy = [_COLD * size for size in self._sizes]
        self._lock = Lock()

    @property
    def forked(self) -> bool:
        return all(pool.forked for pool in self._pools)

    def begin(self) -> None:
        """Begin every process."""
        for pool in self._pools:
            pool.submit(int)

    def warm(self, count: int) -> Future[Any]:
        """Let some of the processes load what they need; when the last has."""
        for at in [0, *[1] * (min(count, sum(self._sizes)) - 1)]:
            loading = self._pools[at].submit(self._load)
            self._busy[at] -= _COLD
        return loading

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with self._lock:
            at = min(range(len(self._sizes)), key=lambda at: self._busy[at] / self._sizes[at])
            self._busy[at] += 1
        try:
            future = self._pools[at].submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self._rest(at)
            raise
        future.add_done_callback(lambda _: self._rest(at))
        return future

    def _rest(self, at: int) -> None:
        with self._lock:
            self._busy[at] -= 1

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in self._pools:
            pool.shutdown(wait, cancel_futures=cancel_futures)


class _Sure(Future[T]):
    """The result of a worker's work, or of the same work done here if the worker or it is lost."""

    def __init__(
        self, future: Future[T], function: Callable[..., T], arguments: tuple[Any, ...]
    ) -> None:
        super().__init__()
        self._future = future
        self._function = function
        self._arguments = arguments

    def result(self, timeout: float | None = None) -> T:
        try:
            given = self._future.result(timeout)
            return given.taken() if isinstance(given, HandedOver) else given
        except (BrokenProcessPool, Lost):
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
        self._warm = 0  # workers that wait with the engine loaded
        self._told: Counter[str] = Counter()  # how often a setting has been handed out
        self._folder: TemporaryDirectory[str] | None = None  # of the workers' temporary files

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
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def start(self, *, warm: int = 1) -> None:
        """Let ``warm`` workers load what they need, while this process does something else."""
        if self._given is None and self._bindery is None:
            # Those who bind begin as small as this process is now, and never typeset.
            bindery = self._made(min(self._count, _MOST_BINDERS), warm_up_binding)
            team, self._bindery = self._begin(), bindery
            self._warm = min(warm, self._count)
            if not (isinstance(team, _Team) and isinstance(bindery, _Team)):
                return
            with suppress(BrokenProcessPool):
                bindery.begin()
                team.begin()
                team.warm(warm).add_done_callback(self._warm_bindery)

    def _warm_bindery(self, _: Future[Any]) -> None:
        """Let somebody load what binding needs, when those who typeset wait for their first job."""
        bindery = self._bindery
        if isinstance(bindery, _Team):
            with suppress(RuntimeError):  # the build may have ended
                bindery.warm(1)

    def call(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Let somebody bind; if they die, it is done here."""
        if self._bindery is None:
            self.start()
        assert self._bindery is not None
        try:
            if self._given is None:
                future = self._bindery.submit(done, hand_over((function, arguments), self._files))
            else:  # its workers may be on another machine, where no file of this one is
                future = self._bindery.submit(function, *arguments)
            return _Sure(future, function, arguments)
        except BrokenProcessPool:
            return SerialExecutor().submit(function, *arguments)

    def load_language(self, language: str, store: Store) -> None:
        """Let a worker that waits learn how words of a language are broken."""
        if isinstance(self._pool, _Team):
            with suppress(BrokenProcessPool):
                self._pool.submit(load_language, language, store)

    def prepare(self, setting: Setting) -> None:
        """Let workers that wait make themselves ready for a setting."""
        if isinstance(self._pool, _Team) and not self._told[setting.digest]:
            with suppress(BrokenProcessPool):
                for _ in range(self._warm):
                    self._pool.submit(make_ready, setting)
                    self._told[setting.digest] += 1

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
        while waiting or underway:
            alone = bool(waiting) and tries[waiting[0]] >= _TRIES
            room = 1 if alone else self._count * _AHEAD
            try:
                while waiting and len(underway) < room:
                    number = waiting.popleft()
                    given = setting if self._told[setting.digest] < self._count else None
                    underway[self._begin().submit(run, jobs[number], given)] = number
                    self._told[setting.digest] += 1
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
                    self._told[setting.digest] = 0
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
        forked = isinstance(self._pool, _Team) and self._pool.forked
        self._end()
        if self._given is None and not self._proved and not forked and not self._can_begin():
            self._pool = SerialExecutor()
        ordered = sorted(waiting, key=lambda number: tries[number])
        waiting.clear()
        waiting.extend(ordered)

    def _can_begin(self) -> bool:
        """Whether workers do, other than where a script without a main guard is read again.

        What killed one may be its job, which must not be done in this process then.
        """
        try:
            self._begin().submit(int).result()
        except BrokenExecutor:
            self._end()
            return False
        self._proved = True
        return True

    def _begin(self) -> Executor:
        if self._pool is None:
            self._pool = self._made(self._count, warm_up)
        return self._pool

    @property
    def _files(self) -> str | None:
        """The folder of the workers' temporary files; None if there is no room for one."""
        if self._folder is None:
            with suppress(OSError):
                self._folder = TemporaryDirectory(prefix="imprint-", ignore_cleanup_errors=True)
        return self._folder.name if self._folder else None

    def _made(self, workers: int, load: Callable[[], None]) -> Executor:
        try:
            return _Team(workers, load, self._files)
        except (OSError, ImportError, NotImplementedError):
            # There are machines on which processes cannot share a semaphore.
            return SerialExecutor()

    def _end(self) -> None:
        if self._pool is None or self._given is not None:
            return
        pool, self._pool = self._pool, None
        self._told.clear()
        _end(pool)


def _end(pool: Executor) -> None:
    # A worker is never killed: one that dies while it is being told something keeps the others
    # waiting for the rest of it.
    pool.shutdown(cancel_futures=True)


def _processors() -> int:
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
