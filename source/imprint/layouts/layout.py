"""A layout's folders become one value: its templates, stylesheets, options and fonts."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from imprint.diagnostics import NOWHERE, Finding, Findings, Place
from imprint.layouts import fonts as font_loading
from imprint.layouts.fonts import Family
from imprint.layouts.options import PARSERS, Option, WrongValue, parse, settle
from imprint.model.assets import Font
from imprint.model.publication import LayoutChoice
from imprint.store import NO_STORE, Store

DEFAULT_LAYOUT = "novel"
_OPENINGS = ("next", "recto", "verso", "chapter-opening", "none")
_KEYS = {
    "extends", "description", "imprint-page", "options", "fonts", "scripts", "sections",
    "openings", "display",
}  # fmt: skip


class Layout(Struct, frozen=True, kw_only=True):
    """A layout ready to compose with.

    ``chain`` is its name and those that it extends, nearest first. ``files`` maps paths below
    ``layouts/`` to text, the author's files over the built-in ones; ``built_in`` has those alone.
    ``front`` and ``back`` list section kinds in order for each medium; ``openings`` map a kind to
    the page that it begins on. ``fallbacks`` are the author's families; ``scripts`` those for
    characters that none of the others have, each with a language as its use. ``imprint_page`` is
    the pack that its imprint page has where the author names none.
    """

    name: str
    chain: tuple[str, ...]
    files: Mapping[str, str]
    built_in: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    families: tuple[Family, ...] = ()
    scripts: tuple[Family, ...] = ()
    fonts: tuple[Font, ...] = ()
    fallbacks: tuple[Font, ...] = ()
    front: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    openings: Mapping[str, str] = field(default_factory=dict)
    display: frozenset[str] = frozenset()
    imprint_page: str = ""
    findings: tuple[Finding, ...] = ()


def built_in_names() -> tuple[str, ...]:
    """The names of the layouts that come with Imprint, without the base of them all."""
    return tuple(
        sorted(
            path.split("/")[0]
            for path in _built_in_files()
            if path.endswith("/layout.toml") and not path.startswith("base/")
        )
    )


def declared_options(name: str) -> tuple[Option, ...]:
    """The options of a built-in layout, its own and those that it inherits."""
    findings = Findings()
    chain = _chain(name, _built_in_files(), NOWHERE, findings)
    declared = _declared_options(chain, findings)
    findings.settled()
    return tuple(declared.values())


def load_layout(choice: LayoutChoice, *, store: Store = NO_STORE) -> Layout:
    """The layout that the author chose, with options settled and fonts read.

    ``store`` keeps the static styles that are made of variable fonts.

    Raises PublicationError with every LAY and FNT finding.
    """
    findings = Findings()
    name = choice.name or DEFAULT_LAYOUT
    where = choice.places.get("layout", NOWHERE)
    files = {**_built_in_files(), **choice.files}
    chain = _chain(name, files, where, findings)
    findings.settled()
    declared = _declared_options(chain, findings)
    options = settle(declared, choice.options, layout=name, places=choice.places, findings=findings)
    families = _families(chain, "fonts", findings)
    layout = Layout(
        name=name,
        chain=tuple(link.name for link in chain),
        files=files,
        built_in=_built_in_files(),
        options=options,
        families=families,
        scripts=_families(chain, "scripts", findings),
        fonts=font_loading.load_families(families, store=store, where=where, findings=findings),
        fallbacks=font_loading.load_sources(choice.fonts, store=store, findings=findings),
        front=_orders(chain, "front"),
        back=_orders(chain, "back"),
        openings=_openings(chain, options, findings),
        display=frozenset(_merged(chain, "display", [])),
        imprint_page=str(_merged(chain, "imprint-page", "")),
        findings=(),
    )
    findings.settled()
    return layout


class _Link(Struct, frozen=True):
    """One layout of a chain: its name, its layout.toml read, and where that file is."""

    name: str
    facts: Mapping[str, Any]
    place: Place


@cache
def _built_in_files() -> dict[str, str]:
    """The built-in layouts' files: from the wheel, or from the checkout of an editable install."""
    here = Path(__file__).resolve().parent
    for root in (here / "built_in", here.parents[2] / "layouts"):
        if (root / "base" / "layout.toml").is_file():
            return {
                path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
                for path in sorted(root.rglob("*"))
                if path.is_file()
            }
    raise FileNotFoundError("the built-in layouts are not installed with the package")


def _chain(
    name: str, files: Mapping[str, str], where: Place, findings: Findings
) -> tuple[_Link, ...]:
    """The layout and those that it extends, nearest first."""
    links: list[_Link] = []
    while name and all(link.name != name for link in links):
        path = f"{name}/layout.toml"
        place = Place(f"layouts/{path}")
        if path not in files:
            names = sorted({p.split("/")[0] for p in files if p.endswith("/layout.toml")})
            near = difflib.get_close_matches(name, names, 1)
            offered = ", ".join(offer for offer in names if offer != "base")
            mend = f"write {near[0]}" if near else f"choose one of: {offered}"
            findings.add("LAY-001", f"there is no layout {name}", mend=mend, where=where)
            return tuple(links)
        try:
            facts = tomllib.loads(files[path])
        except tomllib.TOMLDecodeError as error:
            findings.add("LAY-005", f"the file is not valid TOML: {error}", where=place)
            return tuple(links)
        for key in facts.keys() - _KEYS:
            findings.add("LAY-005", f"the key {key} is unknown", where=place)
        links.append(_Link(name, facts, place))
        name, where = str(facts.get("extends", "" if name == "base" else "base")), place
    if name:
        findings.add("LAY-005", f"the layout {name} extends itself", where=where)
    return tuple(links)


def _merged(chain: tuple[_Link, ...], key: str, default: Any) -> Any:
    """The nearest layout's value of a key."""
    return next((link.facts[key] for link in chain if key in link.facts), default)


def _declared_options(chain: tuple[_Link, ...], findings: Findings) -> dict[str, Option]:
    declared: dict[str, Option] = {}
    for link in reversed(chain):
        for name, facts in link.facts.get("options", {}).items():
            inherited = declared.get(name)
            if not isinstance(facts, dict):  # a new default for an inherited option
                facts = {"default": facts}
            option = Option(
                name=name,
                type=str(facts.get("type", inherited.type if inherited else "text")),
                default=facts.get("default", inherited.default if inherited else ""),
                help=str(facts.get("help", inherited.help if inherited else "")),
                choices=tuple(facts.get("choices", inherited.choices if inherited else ())),
            )
            if option.type != "choice" and option.type not in PARSERS:
                problem = f"the option {name} has the unknown type {option.type}"
                findings.add("LAY-005", problem, where=link.place)
                continue
            try:
                parse(option, option.default)
            except WrongValue as wanted:
                problem = f"the default of the option {name} is not {wanted}"
                findings.add("LAY-005", problem, where=link.place)
                continue
            declared[name] = option
    return declared


def _families(chain: tuple[_Link, ...], key: str, findings: Findings) -> tuple[Family, ...]:
    families: dict[str, Family] = {}
    for link in reversed(chain):
        for use, facts in link.facts.get(key, {}).items():
            try:
                families[use] = Family(
                    use=use,
                    name=str(facts["family"]),
                    package=str(facts["package"]),
                    styles=tuple(_style(text) for text in facts["styles"]),
                    axes=tuple((a, float(v)) for a, v in sorted(facts.get("axes", {}).items())),
                    file=str(facts.get("file", "")),
                )
            except (KeyError, TypeError, ValueError, AttributeError):
                problem = (
                    f"the font {use} needs family, package and styles such as 400 or 400 italic"
                )
                findings.add("LAY-005", problem, where=link.place)
    return tuple(families[use] for use in families if families[use].styles)


def _style(text: object) -> tuple[int, str]:
    weight, _, style = str(text).partition(" ")
    if style not in ("", "italic"):
        raise ValueError(style)
    return int(weight), style or "normal"


def _orders(chain: tuple[_Link, ...], matter: str) -> dict[str, tuple[str, ...]]:
    orders: dict[str, tuple[str, ...]] = {}
    for medium in ("epub", "print"):
        for link in chain:
            order = link.facts.get("sections", {}).get(medium, {}).get(matter)
            if order is not None:
                orders[medium] = tuple(order)
                break
    return orders


def _openings(
    chain: tuple[_Link, ...], options: Mapping[str, object], findings: Findings
) -> dict[str, str]:
    """The page that each kind begins on; ``chapter-opening`` stands for the option of that name."""
    openings: dict[str, str] = {}
    for link in reversed(chain):
        for kind, opening in link.facts.get("openings", {}).items():
            if opening not in _OPENINGS:
                problem = f"the opening of {kind} is {opening}, not one of {', '.join(_OPENINGS)}"
                findings.add("LAY-005", problem, where=link.place)
            openings[kind] = (
                str(options.get(opening, "next")) if opening == "chapter-opening" else opening
            )
    return openings
