"""Jobs are done whatever becomes of the workers."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from PIL import Image

import imprint
from imprint.emitters.pdf import crew as crews
from imprint.emitters.pdf import jobs
from imprint.emitters.pdf.crew import Crew, SerialExecutor
from imprint.emitters.pdf.fragments import Unset, setting_of
from imprint.emitters.pdf.jobs import Failure

SETTING = setting_of("", "en", (), ())
picture = BytesIO()
Image.new("RGB", (3, 2), (200, 0, 0)).save(picture, "PNG")
BOOK = {
    "imprint.toml": 'title = "A Book"\nauthor = "A"\nlang = "en"\ndate = 2026-01-31\n'
    'layout = { name = "novel" }\n',
    "source/1.md": "# One\n\nIt was. ![red](red.png)\n",
    "source/2.md": "# Two\n\nIt is. ![red](red.png)\n",
    "source/red.png": picture.getvalue(),
}


def work(job: str, setting: object) -> bytes | Unset | Failure:
    """A job is what it does: ``kill`` its worker, do so only ``once:`` by a file, ask, fail."""
    what, _, argument = job.partition(":")
    if what == "kill" or (what == "once" and not Path(argument).exists()):
        if argument:
            Path(argument).write_text("killed")
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "ask" and setting is None:
        return Unset("setting")
    if what == "raise":
        raise ValueError("of no use")
    return job.encode()


def done(crew: Crew, jobs: list[str]) -> dict[str, bytes | Failure]:
    return {jobs[n]: result for n, result in crew.do(jobs, SETTING)}  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _own_work(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "real" not in request.keywords:
        monkeypatch.setattr(crews, "run", work)


def test_every_job_is_done() -> None:
    jobs = [f"job{number}" for number in range(12)] + ["ask", "raise"]
    with Crew(workers=2) as crew:
        results = done(crew, jobs)
    assert results.pop("raise") == Failure("ValueError: of no use")
    assert results == {job: job.encode() for job in jobs if job != "raise"}


@pytest.mark.slow
def test_jobs_are_done_again_when_their_worker_is_killed(tmp_path: Path) -> None:
    jobs = ["a", f"once:{tmp_path / 'one'}", "b", "c", f"once:{tmp_path / 'two'}", "d"]
    with Crew(workers=2) as crew:
        assert done(crew, jobs) == {job: job.encode() for job in jobs}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [["a", "kill", "b", "c"], ["kill"], ["kill", "a", "b", "c"]])
@pytest.mark.parametrize("several", [False, True])
def test_a_job_that_kills_its_worker_every_time_fails_alone(jobs: list[str], several: bool) -> None:
    end = Event()
    if several:
        Thread(target=end.wait).start()  # workers do not begin as copies of this process then
    with Crew(workers=2) as crew:
        results = done(crew, jobs)
    end.set()
    assert isinstance(results.pop("kill"), Failure)
    assert results == {job: job.encode() for job in jobs if job != "kill"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_executor_that_is_broken_is_given_up() -> None:
    with ProcessPoolExecutor(1) as executor:
        with pytest.raises(BrokenProcessPool):
            executor.submit(os._exit, 1).result()
        results = done(Crew(executor=executor), ["a", "b"])
    assert all(isinstance(result, Failure) for result in results.values())
    assert len(results) == 2


def test_an_executor_that_breaks_on_the_way_is_given_up() -> None:
    class Breaking(Executor):
        begun = 0

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            self.begun += 1
            future: Future[Any] = Future()
            if self.begun == 1:
                future.set_result(fn(*args, **kwargs))
            elif self.begun == 2:
                future.set_exception(BrokenProcessPool())
            else:
                raise BrokenProcessPool
            return future

    results = done(Crew(executor=Breaking(), workers=1), ["a", "b", "c"])
    assert results.pop("a") == b"a"
    assert all(isinstance(result, Failure) for result in results.values())
    assert len(results) == 2


@pytest.mark.slow
@pytest.mark.real
def test_threads_and_processes_make_the_same_book() -> None:
    book = imprint.read_files(BOOK)

    def content(crew: Crew) -> bytes:
        with crew:
            return imprint.build_artifacts(book, targets=["print"], crew=crew).artifacts[0].content

    expected = content(Crew(executor=SerialExecutor()))
    with ThreadPoolExecutor(3) as threads:
        assert content(Crew(executor=threads, workers=3)) == expected
    assert content(Crew(workers=2)) == expected


SCRIPT = """
import sys, threading
import imprint
print("once")
{threads}
book = imprint.read_files({book!r})
print(len(imprint.build_artifacts(book, targets=["print"]).artifacts))
"""


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.parametrize("several", [False, True])
def test_a_script_without_a_main_guard_is_run_once(tmp_path: Path, several: bool) -> None:
    threads = "threading.Thread(target=threading.Event().wait, daemon=True).start()"
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(book=BOOK, threads=threads if several else ""))
    made = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (made.stdout.split(), made.stderr) == (["once", "1"], "")


ORPHANS = """
import os, signal
from imprint.emitters.pdf.crew import Crew
crew = Crew(workers=2)
print(crew.call(os.getpid).result(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_workers_end_when_the_build_is_killed() -> None:
    # What the workers write to is closed as the last of them ends, and is gone a moment later.
    made = subprocess.run(
        [sys.executable, "-c", ORPHANS], capture_output=True, text=True, check=False, timeout=60
    )
    assert made.returncode == -signal.SIGKILL
    for _ in range(600):
        if not _is_running(int(made.stdout)):
            break
        time.sleep(0.1)
    assert not _is_running(int(made.stdout))


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] not in ("Z", "X")


def whoami(*_: object) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [2, 3])
def test_who_is_ready_is_asked_first(workers: int) -> None:
    team = crews._Team(workers, whoami, None)  # type: ignore[arg-type]
    try:
        team.begin()
        ready = team.warm(1).result()
        assert {team.submit(whoami).result() for _ in range(8)} == {ready}
    finally:
        team.shutdown()


@pytest.mark.slow
def test_all_work_when_there_is_much_to_do() -> None:
    team = crews._Team(2, whoami, None)  # type: ignore[arg-type]
    try:
        team.begin()
        team.warm(2).result()
        futures = [team.submit(crowded) for _ in range(12)]
        assert len({future.result() for future in futures}) == 2
    finally:
        team.shutdown()


def crowded() -> int:
    time.sleep(0.05)
    return os.getpid()


@pytest.mark.slow
def test_a_large_result_comes_in_a_file_that_goes() -> None:
    book = b"x" * 1_000_000
    with Crew(workers=1) as crew:
        future = crew.call(bytes.upper, book)
        assert future.result() == book.upper()
    handed = jobs.hand_over(book)
    assert isinstance(handed, jobs.HandedOver)
    assert stat.S_IMODE(Path(handed.path).stat().st_mode) == 0o600
    assert handed.taken() == book
    assert not Path(handed.path).exists()


def test_a_result_comes_without_a_file_where_there_is_no_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(jobs.pickle, "dump", full)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert jobs.done((bytes.upper, (b"x",))) == b"X"
    assert not any(tmp_path.iterdir())
    monkeypatch.setattr(jobs.tempfile, "mkstemp", full)
    assert jobs.done((bytes.upper, (b"x",))) == b"X"


@pytest.mark.slow
def test_an_error_is_told_whole() -> None:
    with Crew(workers=1) as crew, pytest.raises(ZeroDivisionError):
        crew.call(divmod, 1, 0).result()


def unmade(call: jobs.HandedOver) -> object:
    """What a worker does where somebody deletes what it is handed."""
    Path(call.path).unlink()
    return jobs.done(call)


def undone(call: jobs.HandedOver) -> object:
    """What a worker does where somebody empties what it hands over."""
    made = jobs.done(call)
    Path(made.path).write_bytes(b"")
    return made


@pytest.mark.slow
@pytest.mark.parametrize("worker", [unmade, undone])
def test_what_is_lost_on_the_way_is_done_again(
    worker: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(crews, "done", worker)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Crew(workers=1) as crew:
        assert crew.call(bytes.upper, b"x").result() == b"X"
    assert not any(tmp_path.iterdir())


class Elsewhere(SerialExecutor):
    """Workers on another machine: what they get and give is sent, and no file of this one is."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        assert not any(isinstance(arg, jobs.HandedOver) for arg in args)
        future = super().submit(*pickle.loads(pickle.dumps((fn, *args))), **kwargs)
        assert not isinstance(future.result(), jobs.HandedOver)
        return future


def test_workers_elsewhere_are_sent_what_they_need() -> None:
    with Crew(executor=Elsewhere()) as crew:
        assert crew.call(bytes.upper, b"x" * 10).result() == b"X" * 10


KILLED = """
import os, signal, sys, tempfile, time
from imprint.emitters.pdf.crew import Crew

crew = Crew(workers=2)
assert crew.call(bytes.upper, b"x").result() == b"X"
assert os.listdir(tempfile.gettempdir())
{}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kill", "by"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", signal.SIGKILL),
        ("os.killpg(0, signal.SIGTERM)", signal.SIGTERM),
    ],
    ids=["alone", "with its workers"],
)
def test_a_build_that_is_killed_leaves_no_temporary_files(
    tmp_path: Path, kill: str, by: signal.Signals
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED.format(kill)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
        start_new_session=True,
    )
    assert ended.returncode == -by
    until = time.monotonic() + 20
    while any(tmp_path.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(tmp_path.iterdir())


@pytest.mark.slow
def test_a_crew_leaves_no_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Crew(workers=2) as crew:
        assert crew.call(left_behind, b"x").result() == str(tmp_path)
    assert not any(tmp_path.iterdir())


def left_behind(content: bytes) -> str:
    """A worker's temporary file, which nobody deletes; the folder that its folder is in."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    return str(Path(name).parents[1])
