"""Books that were made by Imprint, and by another program, under the same eyes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.checks.accessibility.specimens import drawn

import imprint
from imprint.build.checking import check_files, check_publication
from imprint.build.reading import check_epubs
from imprint.checks.accessibility import check_accessibility
from imprint.checks.agreement import Finished
from imprint.checks.opened_epub import open_epub
from imprint.cli import main
from imprint.diagnostics import ExitCode, Severity
from imprint.profiles.shops import load_shop, shop_names
from imprint.readers import read
from imprint.starters import start

ROOT = Path(__file__).parents[3]
MEANT = {
    # Below a list or a listing of the manual a table stands without a caption.
    "docs": {"A11-032"},
}


def built(folder: Path, out: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(folder), "--to", "epub", "--out", str(out), "--quiet"])
    assert ended.value.code == ExitCode.GOOD


@pytest.mark.slow
@pytest.mark.parametrize("name", ["novel", "essay", "issue", "manual", "docs", "examples/issue"])
def test_nothing_bars_readers_from_what_we_make(name: str, tmp_path: Path) -> None:
    folder = ROOT / name
    if not folder.is_dir() or name == "manual":
        folder = tmp_path / "book"
        start(folder, name)
    built(folder, tmp_path / "out")
    found = check_publication(read(folder), tmp_path / "out")
    assert {f.code for f in found} - {"AGR-008"} == MEANT.get(name, set())
    assert not [f for f in found if f.severity is Severity.ERROR]
    (epub,) = (tmp_path / "out").glob("*.epub")
    shops = [load_shop(shop) for shop in shop_names()]
    finished = Finished(epub.name, "epub", epub.read_bytes())
    sold = check_epubs([finished], shops, priced=True)
    assert {f.code for f in sold if f.code.startswith("SHP")} - {"SHP-014"} == set()


@pytest.mark.slow
@pytest.mark.parametrize("version", ["epub2", "epub3"])
def test_books_of_pandoc_are_read(version: str, tmp_path: Path) -> None:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    made = tmp_path / "made.epub"
    text = "# One\n\nA [word](#two), a note.[^1]\n\n[^1]: So.\n\n```python\nx = 1\n```\n\n"
    text += "# Two {#two}\n"
    subprocess.run(
        [
            "pandoc",
            "-f",
            "markdown",
            "-t",
            version,
            "-o",
            str(made),
            "-M",
            "title=T",
            "-M",
            "lang=en",
        ],
        input=text.encode(),
        check=True,
    )
    found = check_files([made])
    assert {"A11-106", "SHP-026"} <= {finding.code for finding in found}
    assert not [f for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("alternative", "claimed"),
    [("A red boat", True), ("boat.png", False), ("Image", False), ("IMG_1234", False)],
)
def test_an_alternative_that_says_nothing_is_not_claimed(alternative: str, claimed: bool) -> None:
    publication = imprint.read_files(
        {
            "imprint.toml": 'title = "A"\nlang = "en"\n[accessibility]\n'
            'conformance = "WCAG 2.2 AA"\ncertifier = "Example Access Office"\n',
            "source/a.md": f"# A\n\n![{alternative}](boat.png)\n",
            "source/boat.png": drawn("PNG"),
        }
    )
    epub = imprint.build_artifacts(publication, targets=["epub"]).artifacts[0].content
    package = open_epub(epub, "a.epub")
    assert ("alternativeText" in package.stated("schema:accessibilityFeature")) == claimed
    assert bool(package.stated("dcterms:conformsTo")) == claimed
    found = {finding.code for finding in check_accessibility(epub, name="a.epub")}
    assert found & {"A11-100", "A11-101", "A11-103", "A11-108"} == set()
