"""What a specimen is: a rule broken and the same kept, with what is found of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import imprint
from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.crew import Crew, SerialExecutor

# What is found, once it is asked for; the folder is an empty one.
Found = Callable[[Path], Iterable[Finding]]
Files = Mapping[str, str | bytes]

TOML = 'title = "The Lamp Room"\nauthor = "Ann Author"\nlang = "en-GB"\ndate = "2026-03-04"\n'
FRONT = "title: The Lamp Room\nlang: en-GB\n"


@dataclass(frozen=True)
class Specimen:
    """``failing`` finds a code's fault, ``passing`` finds none of it in what is a little better.

    ``slow`` is one that takes whole books or validators.
    """

    failing: Found
    passing: Found
    slow: bool = False


def found_by(found: Found, folder: Path) -> tuple[Finding, ...]:
    """What is found, whether or not it is an error that ends what is done."""
    try:
        return tuple(found(folder))
    except PublicationError as error:
        return error.findings


# Publications of a few lines, read and built in memory.


def read(files: Files, settings: Sequence[str] = ()) -> Found:
    return lambda _: imprint.read_files(files, settings=settings).findings


def of_files(wrong: Files, right: Files) -> Specimen:
    return Specimen(read(wrong), read(right))


def of_settings(wrong: str, right: str) -> Specimen:
    """What --set is given."""
    files = {"imprint.toml": TOML, "source/1.md": "# One\n\nText.\n"}
    return Specimen(read(files, [wrong]), read(files, [right]))


def of_toml(
    wrong: str, right: str, files: Mapping[str, str | bytes] = {}, *, base: str = TOML
) -> Specimen:
    """What stands in imprint.toml, beside a manuscript of one chapter."""
    wholes = [
        {"source/1.md": "# One\n\nText.\n", **files, "imprint.toml": f"{base}{lines}\n"}
        for lines in (wrong, right)
    ]
    return of_files(*wholes)


def of_text(wrong: str, right: str, files: Mapping[str, str | bytes] = {}) -> Specimen:
    """What stands in a manuscript of one file."""
    wholes = [{**files, "essay.md": f"---\n{FRONT}---\n{text}\n"} for text in (wrong, right)]
    return Specimen(*(_one(whole, "essay.md") for whole in wholes))


def of_front(wrong: str, right: str) -> Specimen:
    """What stands in the front matter of a manuscript."""
    return of_files(*({"essay.md": f"---\n{front}\n---\nText.\n"} for front in (wrong, right)))


def of_article(wrong: str, right: str) -> Specimen:
    """What stands in the plain text of an article."""
    return of_files({"article.txt": wrong}, {"article.txt": right})


def _one(files: Files, main: str) -> Found:
    return lambda _: imprint.read_files(files, main=main).findings


def built(files: Files, *targets: str) -> Found:
    """What a build in this process finds."""

    def build(_: Path) -> Iterable[Finding]:
        publication = imprint.read_files(files)
        with Crew(executor=SerialExecutor()) as crew:
            return imprint.build_artifacts(publication, targets=targets, crew=crew).findings

    return build


def of_build(wrong: Files, right: Files, *targets: str, slow: bool = True) -> Specimen:
    return Specimen(built(wrong, *targets), built(right, *targets), slow)


def book(
    toml: str = "", files: Mapping[str, str | bytes] = {}, *, text: str = "# One\n\nText.\n"
) -> Files:
    """A publication with more lines in its imprint.toml, and more files."""
    return {"source/1.md": text, **files, "imprint.toml": f"{TOML}{toml}\n"}
