"""What shops want of an EPUB, as data; a good one is spoilt, one fault at a time."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.checks.accessibility.specimens import PACKAGE, book, drawn

from imprint.build.reading import check_epubs
from imprint.checks.agreement import Finished
from imprint.checks.shops import check_shops
from imprint.cli import main
from imprint.diagnostics import ExitCode
from imprint.model.shop import Shop
from imprint.profiles.shops import load_shop, shop_names
from imprint.profiles.shops.reading import shop_of
from imprint.values import replace

APPLE, KINDLE, KOBO = (load_shop(name) for name in ("apple", "kindle", "kobo"))
GOOGLE, DRAFT = load_shop("google-play"), load_shop("draft2digital")
EVERY = (APPLE, DRAFT, GOOGLE, KINDLE, KOBO)
NO_COVER = ' properties="cover-image"'
GIF = ('cover.jpg" media-type="image/jpeg', 'cover.gif" media-type="image/gif')


def codes(content: bytes, *shops: Shop, priced: bool | None = True) -> set[str]:
    return {f.code for f in check_shops(content, shops, name="book.epub", priced=priced)}


def test_a_good_book_goes_into_every_shop() -> None:
    assert codes(book(), *EVERY) == set()


SPOILT = [
    ("SHP-001", KOBO, {"book.opf": (NO_COVER, "")}),
    ("SHP-002", APPLE, {"cover.jpg": drawn("JPEG", "RGB", (1300, 2000))}),
    ("SHP-002", KINDLE, {"cover.jpg": drawn("JPEG", "RGB", (640, 900))}),
    ("SHP-002", GOOGLE, {"cover.jpg": drawn("JPEG", "RGB", (700, 7300))}),
    ("SHP-003", KINDLE, {"cover.jpg": drawn("JPEG", "RGB", (1200, 1920))}),
    ("SHP-004", KOBO, {"cover.jpg": drawn("JPEG", "RGB", (1600, 1600))}),
    ("SHP-005", APPLE, {"cover.jpg": drawn("JPEG", "CMYK", (1600, 2560))}),
    ("SHP-006", KOBO, {"book.opf": GIF, "cover.gif": drawn("GIF", "P", (1600, 2560))}),
    ("SHP-006", KOBO, {"cover.jpg": b"no picture"}),
    ("SHP-007", KOBO, {"cover.jpg": drawn("PNG", "RGBA", (1600, 2560))}),
    ("SHP-008", replace(KOBO, largest=1000), {}),
    ("SHP-009", replace(APPLE, advised=1000), {}),
    ("SHP-010", APPLE, {"boat.png": drawn("PNG", "L", (2400, 2400))}),
    ("SHP-010", APPLE, {"cover.jpg": drawn("JPEG", "L", (2000, 3000))}),
    ("SHP-011", KOBO, {"boat.png": drawn("JPEG", "CMYK")}),
    ("SHP-012", APPLE, {"boat.png": drawn("WEBP")}),
    ("SHP-013", KOBO, {"boat.png": drawn("PNG", "RGBA")}),
    ("SHP-014", KOBO, {"two.xhtml": ("And it", "And it " * 50_000)}),
    ("SHP-015", replace(KOBO, embedded=1000), {}),
    ("SHP-016", KINDLE, {"two.xhtml": ("</section>", "<script>x()</script></section>")}),
    ("SHP-017", APPLE, {"one.xhtml": ("</section>",
                                      '<audio src="https://example.org/a.mp3"/></section>')}),
    ("SHP-017", APPLE, {"book.css": "@import url(https://example.org/a.css);"}),
    ("SHP-018", APPLE, {"book.css": "p { position:absolute }"}),
    ("SHP-018", APPLE, {"two.xhtml": ('class="plain"', 'style="position: fixed; top: 0"')}),
    ("SHP-019", APPLE, {"book.css": "body { color: #000 }"}),
    ("SHP-019", APPLE, {"two.xhtml": ('class="plain"', 'style="color: black"')}),
    ("SHP-020", KOBO, {"book.opf": ("font.ttf", "font.woff2")}),
    ("SHP-021", APPLE, {"book.opf": ('version="3.0"', 'version="2.0"')}),
    ("SHP-022", replace(APPLE, isbn=True), {"book.opf": ("urn:isbn:", "urn:other:")}),
    ("SHP-024", KINDLE, {"book.opf": ("The Tide", "The Tide " * 30)}),
    ("SHP-025", KINDLE, {"book.opf": ("Of the sea.", "Of the sea. " * 400)}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "shop", "changes"), SPOILT)
def test_a_fault_is_found(code: str, shop: Shop, changes: dict[str, object]) -> None:
    assert code in codes(book(changes), shop)  # type: ignore[arg-type]


def test_a_price_is_known_of_a_record_alone() -> None:
    assert codes(book(), KINDLE, priced=False) == {"SHP-023"}
    assert codes(book(), KINDLE, priced=None) == set()


def test_without_a_shop_each_that_would_refuse_it_is_advice() -> None:
    spoilt = Finished("book.epub", "", book({"book.opf": (NO_COVER, "")}))
    found = [f for f in check_epubs([spoilt], []) if f.code.startswith("SHP")]
    assert [f.code for f in found] == ["SHP-026"]
    every = ", ".join(shop.title for shop in EVERY)
    assert found[0].what == f"{every} would refuse the file (SHP-001)"
    assert check_epubs([Finished("book.epub", "", book())], []) == ()


@pytest.mark.parametrize(
    "css",
    [
        "body { color: #000; background: #fff }",
        ".deep { color: #000 }",
        "p { position: relative } /* position: fixed */",
        "p { background: url(boat.png) }",
        "@media (prefers-color-scheme: light) { body { color: #000 } }",
    ],
)
def test_what_is_no_fault(css: str) -> None:
    assert codes(book({"book.css": css}), *EVERY) == set()


def test_a_cover_of_epub_2_is_a_cover() -> None:
    named = PACKAGE.replace(NO_COVER, "").replace(
        "</metadata>", '<meta name="cover" content="picture"/></metadata>'
    )
    assert codes(book({"book.opf": named}), *EVERY) == set()


@pytest.mark.parametrize("name", shop_names())
def test_a_shop_says_where_its_figures_come_from(name: str) -> None:
    shop = load_shop(name)
    assert shop.verified_on >= "2026-08"
    assert shop.sources
    assert shop.cover.formats


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "A"\nverified_on = "2026-08"', "sources is missing"),
        ('title = "A"\nverified_on = "soon"\nsources = []', "no day or month"),
        ('title = "A"\nverified_on = "2026-08"\nsources = ["ftp://a"]', "https://"),
        ('title = "A"\nverified_on = "2026-08"\nsources = []\ncolour = 1', "colour is no key"),
        ('title = "A"\nverified_on = "2026-08"\nsources = []\nlargest = "2"', "is no size"),
        ('title = "A"\nverified_on = "2026-08"\nsources = []\n[cover]\na = 1', "a is no key"),
    ],
)
def test_what_is_no_profile_of_a_shop(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        shop_of("a", tomllib.loads(text))


def test_a_name_that_is_none_names_those_that_are() -> None:
    with pytest.raises(LookupError, match=r"no shop '\.\./kobo'.* apple, draft2digital"):
        load_shop("../kobo")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--shop", "kobo"], ExitCode.GOOD, "warning[SHP-014]: Kobo:"),
        (["--shop", "kindle", "--shop", "apple"], ExitCode.GOOD, ""),
        (["--shop", "corner"], ExitCode.USAGE, "choose among apple, draft2digital"),
    ],
)
def test_the_command_line(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book({"two.xhtml": ("And it", "And it " * 50_000)}))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(path), "--part", "true,shops", *arguments])
    assert ended.value.code == code
    assert said in capsys.readouterr().err


def _run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


@pytest.mark.slow
def test_the_publication_names_its_shops(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text("# A\n\nIt went out. ![a.png](a.png)", "utf-8")
    (tmp_path / "source/a.png").write_bytes(drawn("PNG", "RGBA"))
    head = 'title = "A"\nlang = "en"\n'
    (tmp_path / "imprint.toml").write_text(f'{head}shops = ["kobo", "apple"]', "utf-8")
    assert _run("build", str(tmp_path), "--to", "epub") == ExitCode.GOOD
    capsys.readouterr()
    assert _run("check", str(tmp_path)) == ExitCode.CHECKS_FAILED
    said = capsys.readouterr().err
    assert "error[A11-002]: the alternative text “a.png” is the name of a file" in said
    assert "--> source/a.md:3" in said
    assert "warning[SHP-013]: Kobo:" in said
    assert "SHP-023" not in said
    assert _run("check", str(tmp_path), "--shop", "kindle") == ExitCode.CHECKS_FAILED
    assert "advice[SHP-023]: Amazon Kindle" in capsys.readouterr().err
    (tmp_path / "imprint.toml").write_text(f'{head}shops = "corner"', "utf-8")
    assert _run("check", str(tmp_path)) == ExitCode.PUBLICATION_HAS_ERRORS
    assert "error[CFG-005]: corner is not a shop that Imprint knows" in capsys.readouterr().err
