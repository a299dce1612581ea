"""Jobs are done though workers die; the one that kills them is named, and the others go on."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from imprint.emitters.pdf.crew import Crew
from imprint.emitters.pdf.fragments import FragmentJob, Setting, Unset, setting_of
from imprint.emitters.pdf.jobs import Failure

SETTING = setting_of("A Book", "en", (), ())


def job(name: str) -> FragmentJob:
    return FragmentJob(SETTING.digest, (name,), name, name.encode())


def work(job: FragmentJob, setting: Setting | None = None) -> bytes | Unset | Failure:
    """A worker that dies at some jobs, once or always."""
    name, _, path = job.title.partition(" ")
    if name == "once" and not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "always":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "unset" and setting is None:
        return Unset(job.setting)
    if name == "raises":
        raise OSError("no more of it")
    return name.encode()


@pytest.fixture(autouse=True)
def _works_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imprint.emitters.pdf.crew.run", work)


def done(crew: Crew, *names: str) -> dict[str, Any]:
    jobs = [job(name) for name in names]
    return {names[number]: result for number, result in crew.do(jobs, SETTING)}


@pytest.mark.slow
def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    names = ["one", f"once {tmp_path / 'dead'}", "two", "three", "four", "five"]
    with Crew(workers=2) as crew:
        results = done(crew, *names)
    assert {name: result.decode() for name, result in results.items()} == {
        name: name.partition(" ")[0] for name in names
    }


@pytest.mark.slow
def test_a_job_that_kills_every_worker_is_a_failure_and_the_others_are_done() -> None:
    with Crew(workers=2) as crew:
        results = done(crew, "one", "always", "two", "three")
    assert isinstance(results.pop("always"), Failure)
    assert sorted(results.values()) == [b"one", b"three", b"two"]


def test_a_worker_is_told_its_setting_when_it_asks() -> None:
    with Crew(executor=ThreadPoolExecutor(1)) as crew:
        assert done(crew, "unset", "one") == {"unset": b"unset", "one": b"one"}


def test_an_executor_of_ones_own_may_fail() -> None:
    with ThreadPoolExecutor(1) as executor, Crew(executor=executor) as crew:
        results = done(crew, "raises", "one")
    assert "no more of it" in results["raises"].reason
    assert results["one"] == b"one"
