"""What the code says of itself becomes the tables of the manual."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import click
from babel import Locale
from tests.docs.chapters import ROOT

import imprint
from imprint.catalogue import RULES
from imprint.cli import cli
from imprint.diagnostics import Findings
from imprint.explanations import explanation_of, name_of
from imprint.layouts import built_in_names, declared_options
from imprint.layouts.imprint_page import Pack, load_pack, pack_names
from imprint.layouts.imprint_page.facts import FACTS
from imprint.layouts.imprint_page.requirements import KEYS, Requirement
from imprint.layouts.imprint_page.rows import OWN_BLANKS
from imprint.layouts.layout import load_layout
from imprint.layouts.options import TRIM_SIZES, Option
from imprint.model.profile import Profile
from imprint.model.publication import LayoutChoice, Matter, SectionKind
from imprint.profiles import load_profile, profile_names
from imprint.profiles.shops import load_shop, shop_names
from imprint.readers.configuration.reference import KeyHelp, reference
from imprint.readers.configuration.relators import relator_terms
from imprint.readers.markdown.vocabulary import BLOCK, FALLBACK_MEND, INLINE, MENDS

_REGION = re.compile(
    r"(<!-- generated: (?P<name>[\w-]+) -->\n)(?P<text>.*?)(<!-- /generated -->)", re.DOTALL
)
_WIDTH = 58  # characters of a command's help


def regenerated(page: str) -> str:
    """A page's text with every generated region made anew."""
    return _REGION.sub(lambda found: f"{found[1]}\n{MAKERS[found['name']]()}\n\n{found[4]}", page)


def names_in(page: str) -> list[str]:
    """The names of a page's generated regions."""
    return [found["name"] for found in _REGION.finditer(page)]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(heads), ["-" * max(3, len(head)) for head in heads], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_columns(heads: Sequence[str], rows: Sequence[tuple[str, ...]], *, columns: int) -> str:
    """A long table of short rows, folded into columns that are read downwards."""
    height = -(-len(rows) // columns)
    empty = ("",) * len(heads)
    padded = [*rows, *[empty] * (height * columns - len(rows))]
    lines = [sum((padded[at + height * c] for c in range(columns)), ()) for at in range(height)]
    return table(tuple(heads) * columns, lines)


def code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", "\\|")


def sentence(text: str) -> str:
    """A text as a sentence."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def definition(term: str, *paragraphs: str) -> str:
    first, *rest = [paragraph for paragraph in paragraphs if paragraph]
    return "\n\n".join([f"{term}\n: {first}", *(f"    {paragraph}" for paragraph in rest)])


# The manuscript.

_MATTERS = {
    Matter.FRONT: "Front matter",
    Matter.BODY: "Body",
    Matter.BACK: "Back matter",
}


def kinds() -> str:
    rows = [
        (words, ", ".join(code(kind.value) for kind in SectionKind if kind.matter is matter))
        for matter, words in _MATTERS.items()
    ]
    return table(("Where it stands", "Kinds"), rows)


def html() -> str:
    rows = [
        ("In a line", ", ".join(code(name) for name in sorted(INLINE))),
        ("On lines of their own", ", ".join(code(name) for name in sorted(BLOCK))),
    ]
    return table(("Where", "Elements"), rows)


def refused() -> str:
    rows = [(code(f"<{name}>"), _escaped(sentence(mend))) for name, mend in sorted(MENDS.items())]
    rows.append(("any other", sentence(FALLBACK_MEND)))
    return table(("Element", "What to do"), rows)


def _escaped(text: str) -> str:
    """A text with what Markdown would take for a sign between backticks."""
    pieces = re.split(
        r"(\|[^.]*\||!\[[^)]*\)|```|:::(?: \{[^}]*\}| \w+)?|\[the text\]\S*?\})", text
    )
    return "".join(
        f"```` {piece} ````" if "`" in piece else code(piece) if at % 2 else _plain(piece)
        for at, piece in enumerate(pieces)
    )


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>|# \w+", lambda found: code(found[0]), text)


# imprint.toml.

_ROLES = (
    "aut trl edt com ill pht wfw wpr win waw ann ctg cov bkd cmt pfr res ivr ive nrt cph".split()
)
_GROUPS = {
    "title": "The work",
    "author": "People",
    "lang": "Language and subject",
    "publisher": "Publishing",
    "belongs-to-collection": "Series, magazine and original",
    "printing": "Printers and libraries",
    "reviews": "Reviews, funding and accessibility",
    "rights": "Rights and credits",
    "contents": "Making the books",
}
# Tables that several keys share, by the key whose inner keys stand for all.
_SHARED = {
    "author": "A person",
    "identifier": "An identifier",
    "license": "A licence",
    "formats.epub": "A format",
    "formats.epub.price": "A price",
}


def roles() -> str:
    terms = relator_terms()
    pairs = [(code(role), terms[role].removesuffix(", etc.")) for role in _ROLES]
    return in_columns(("Code", "Word"), pairs, columns=3)


def keys() -> str:
    return "\n\n".join(_keys())


def _keys() -> Iterator[str]:
    helps = reference()
    shared = {key: _inner(helps, key) for key in _SHARED}
    for key in helps:
        if "." in key.key:
            continue
        if key.key in _GROUPS:
            yield f"### {_GROUPS[key.key]}"
        inner = _inner(helps, key.key)
        names = [inner_key.key for inner_key in inner]
        direct = [each for each in inner if each.key.count(".") == 1]
        if key.key == "formats":
            yield _key(key, f"The keys are {_listed(each.key for each in direct)}.")
            continue
        like = next((name for name in shared if _same(shared[name], name, inner, key.key)), "")
        more = f"See *{_SHARED[like]}* below." if like else ""
        yield _key(key, more)
        if names and not like:
            yield _table_of(key.key, direct)
    yield "### Tables that several keys share"
    for name, title in _SHARED.items():
        yield f"#### {title}"
        rows = [each for each in shared[name] if each.key.count(".") == name.count(".") + 1]
        yield _table_of(name, rows)
    alike: dict[tuple[str, ...], list[KeyHelp]] = {}
    for key in helps:
        if key.key.startswith("formats.") and key.key.count(".") == 1:
            more = _beside(shared["formats.epub"], _inner(helps, key.key))
            alike.setdefault(tuple(each.key.rpartition(".")[2] for each in more), []).append(key)
    for names, formats in alike.items():
        if names:
            several = "s" if len(formats) > 1 else ""
            yield f"#### The format{several} {_listed(each.key for each in formats)}"
            yield "They have these keys too:" if several else "It has these keys too:"
            first = formats[0].key
            yield _table_of(first, _beside(shared["formats.epub"], _inner(helps, first)))


def _inner(helps: Sequence[KeyHelp], key: str) -> list[KeyHelp]:
    return [each for each in helps if each.key.startswith(f"{key}.")]


def _same(shared: list[KeyHelp], name: str, inner: list[KeyHelp], key: str) -> bool:
    own = [each.key.removeprefix(f"{key}.") for each in inner]
    return bool(own) and own == [each.key.removeprefix(f"{name}.") for each in shared]


def _beside(shared: list[KeyHelp], inner: list[KeyHelp]) -> list[KeyHelp]:
    """The keys of a table that others of its kind do not have."""
    known = {each.key.rpartition(".")[2] for each in shared}
    return [each for each in inner if each.key.rpartition(".")[2] not in known]


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(code(key.rpartition(".")[2]) for key in keys)


def _key(key: KeyHelp, more: str) -> str:
    others = f" ({_listed(key.aliases)})" if key.aliases else ""
    words = re.sub(r", or a table with .*?(, or a list of those)?$", r", or a table\1", key.type)
    words = re.sub(r"^a table with .*?(, or a list of those)?$", r"a table\1", words)
    facts = [sentence(words)]
    if key.default:
        facts.append(f"Without it: {_value(key.default)}.")
    if key.example:
        facts.append(f"For example {code(key.example.rstrip('.'))}.")
    return definition(f"{code(key.key)}{others}", key.help, " ".join([*facts, more]).strip())


def _value(text: str) -> str:
    return code(text) if re.fullmatch(r"[\w-]+(, [\w-]+)*", text) and " in " not in text else text


def _table_of(path: str, rows: Iterable[KeyHelp]) -> str:
    return table(
        ("Key", "What it says", "Example"),
        [
            (
                code(row.key.removeprefix(f"{path}.")) + ("\\*" if row.required else ""),
                _cell(row.help),
                code(row.example) if row.example else "",
            )
            for row in rows
        ],
    )


def _cell(text: str) -> str:
    """A text for a cell, with what could be emphasis between backticks."""
    return re.sub(r"\S+\*\S+", lambda found: code(found[0].rstrip(".")), text)


# Layouts.


def layouts() -> str:
    rows = []
    for name in built_in_names():
        layout = load_layout(LayoutChoice(name=name))
        families = dict.fromkeys(family.name for family in layout.families)
        description = tomllib_description(name)
        rows.append((code(name), description, ", ".join(families)))
    return table(("Layout", "What it is for", "Fonts"), rows)


def tomllib_description(name: str) -> str:
    import tomllib

    facts = tomllib.loads((ROOT / "layouts" / name / "layout.toml").read_text("utf-8"))
    return str(facts["description"])


def options() -> str:
    """What every layout has; then what each has beside."""
    by_layout = {name: {o.name: o for o in declared_options(name)} for name in built_in_names()}
    common = [
        name
        for name in next(iter(by_layout.values()))
        if all(name in declared for declared in by_layout.values())
    ]
    pieces = ["### In every layout"]
    pieces += [_option(name, by_layout) for name in common]
    for name, declared in by_layout.items():
        own = [option for option in declared if option not in common]
        if own:
            pieces.append(f"### In {name} alone")
            pieces += [_option(option, {name: declared}) for option in own]
    return "\n\n".join(pieces)


def _option(name: str, by_layout: dict[str, dict[str, Option]]) -> str:
    first = next(iter(by_layout.values()))[name]
    by_value: dict[str, list[str]] = {}
    for layout, declared in by_layout.items():
        by_value.setdefault(_default(declared[name]), []).append(layout)
    if len(by_value) == 1:
        default = next(iter(by_value))
    else:
        default = "; ".join(
            f"{value} in {_row(list(map(code, layouts)))}" for value, layouts in by_value.items()
        )
    return definition(code(name), _meaning(first), f"Without it: {default}.")


def _row(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1])] * (len(names) > 1) + names[-1:])


def _meaning(option: Option) -> str:
    kind = f"One of {', '.join(map(code, option.choices))}." if option.choices else ""
    return f"{option.help} {kind}".strip()


def _default(option: Option) -> str:
    value = option.default
    if isinstance(value, bool):
        return code(str(value).lower())
    text = str(value)
    if any(unicodedata.category(character) == "So" for character in text):
        return f"the character {', '.join(f'U+{ord(character):04X}' for character in text)}"
    return code(f'"{text}"' if not text.strip() else text)


def trims() -> str:
    pairs = [(code(name), f"{width} × {height}") for name, (width, height) in TRIM_SIZES.items()]
    return in_columns(("Name", "Size"), pairs, columns=2)


def words() -> str:
    files = (ROOT / "layouts" / "base" / "words").glob("*.toml")
    tags = {file.stem.partition("-")[0] for file in files}
    names = sorted(str(Locale.parse(tag).get_display_name("en")) for tag in tags)
    if len(names) == 1:
        return f"Imprint has words in {names[0]}."
    return f"Imprint has words in {', '.join(names[:-1])} and {names[-1]}."


# The imprint page.


@cache
def _packs() -> tuple[Pack, ...]:
    layout = load_layout(LayoutChoice(name="novel"))
    return tuple(load_pack(layout, name, findings=Findings()) for name in pack_names(layout))


def packs() -> str:
    rows = []
    for pack in _packs():
        page = "back of the title page" if pack.page == "title-verso" else "end"
        description = marked(pack.description, pack.name)
        rows.append((code(pack.name), description, ", ".join(pack.countries), page))
    return table(("Pack", "What it is", "Countries", "Place"), rows)


def packs_in_full() -> str:
    return "\n\n".join(f"### The pack {code(pack.name)}\n\n{_pack(pack)}" for pack in _packs())


def _pack(pack: Pack) -> str:
    pieces = [
        table(
            ("Group", "Rows"),
            [
                (code(name), ", ".join(map(code, rows)))
                for name, rows in (*pack.groups, *pack.closing)
            ],
        )
    ]
    if pack.closing:
        names = " and ".join(code(name) for name, _ in pack.closing)
        pieces.append(f"The groups {names} stand on the last page of the printed book.")
    for row, others in pack.otherwise.items():
        instead = ", ".join(map(code, others))
        pieces.append(f"Where it has no words for {code(row)}, that is told as {instead}.")
    rows = [
        (_wanted(wanted), _where(wanted), marked(wanted.why, pack.name)) for wanted in pack.requires
    ]
    pieces.append(table(("It requires", "Where", "Why"), rows))
    pieces.append(f": What the pack {code(pack.name)} requires")
    return "\n\n".join(pieces)


def marked(text: str, language: str) -> str:
    """A text in which words of Chinese and Japanese say their language."""
    return _HAN.sub(rf"[\g<0>]{{lang={language}}}", text)


_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")


def _wanted(wanted: Requirement) -> str:
    """The keys that state what is required."""
    ways = [KEYS[fact][1].format(medium="print") for fact in wanted.facts]
    if len(wanted.media) > 1:
        ways = [way.replace("formats.print", "formats.epub") for way in ways]
    return " or ".join(code(way.partition(" ")[0]) for way in ways)


def _where(wanted: Requirement) -> str:
    where = "both" if len(wanted.media) > 1 else wanted.media[0].value
    return f"{where}, in a {wanted.when}" if wanted.when else where


def facts() -> str:
    names = sorted(FACTS | OWN_BLANKS)
    return ", ".join(code(name) for name in names) + "."


# Printers.


def profiles() -> str:
    rows = []
    for profile in map(load_profile, profile_names()):
        rows.append(
            (
                code(profile.name),
                code(profile.colour.value) + (f", {profile.ink_most:g} %" * bool(profile.ink_most)),
                profile.standard.value or "none",
                _pages(profile),
                _length(profile.bleed) + (", always" * profile.bleed_always),
                _inside(profile),
                profile.verified_on[:7],
            )
        )
    heads = ("Profile", "Inks", "Standard", "Pages", "Bleed", "Inside", "As of")
    return table(heads, rows)


def shops() -> str:
    rows = []
    for shop in map(load_shop, shop_names()):
        cover = shop.cover
        shape = f"{cover.ratio[0]:g} to {cover.ratio[1]:g}" if cover.ratio[1] else "–"
        rows.append(
            (
                code(shop.name),
                _bytes(shop.largest),
                str(cover.shortest) if cover.shortest else "–",
                shape,
                ", ".join(sorted(cover.formats)),
                f"{shop.pixels / 1e6:g} million" if shop.pixels else "–",
                shop.verified_on[:7],
            )
        )
    heads = ("Shop", "File", "Cover, shorter side", "Height by width", "Cover", "Pixels", "As of")
    return table(heads, rows)


def _bytes(size: int) -> str:
    return f"{size / 1e9:g} GB" if size else "–"


def _pages(profile: Profile) -> str:
    by = f"by {profile.multiple}"
    if not profile.pages_most:
        return f"any, {by}"
    return f"{profile.pages_least} to {profile.pages_most}, {by}"


def _inside(profile: Profile) -> str:
    margins = [margin for _, margin in profile.inside]
    if not margins:
        return "any"
    return " to ".join(dict.fromkeys((_length(margins[0]), _length(margins[-1]))))


def _length(points: float) -> str:
    """A length in the unit in which it is a round one."""
    inches = points / 72
    if not points:
        return "none"
    if abs(inches * 1000 - round(inches * 1000)) < 0.001:
        return f"{inches:g} in"
    return f"{inches * 25.4:.3g} mm"


# The command line and the library.


def commands() -> str:
    return "\n\n".join(
        f"### imprint {name}\n\n```text\n{_help(name, command)}\n```"
        for name, command in sorted(cli.commands.items())
    )


def _help(name: str, command: click.Command) -> str:
    parent = click.Context(cli, info_name="imprint", **cli.context_settings)
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH)
    return command.get_help(context).rstrip()


def names() -> str:
    rows = []
    for name in sorted(imprint.__all__):
        thing = getattr(imprint, name)
        summary = (thing.__doc__ or "").strip().split("\n")[0]
        if isinstance(thing, dict):
            summary = f"The targets that there are: {', '.join(map(code, thing))}."
        rows.append((code(name), summary.replace("``", "`")))
    return table(("Name", "What it is"), rows)


# Messages.

_FAMILIES = {
    "SRC": "Files of the source",
    "CFG": "imprint.toml and front matter",
    "REC": "The record",
    "TRD": "What the trade wants to know",
    "OTH": "Keys of other tools",
    "VOL": "Texts in a volume",
    "TXT": "Markdown",
    "ART": "Articles in plain text",
    "REF": "Links",
    "AST": "Pictures",
    "LAY": "Layouts",
    "IMP": "The imprint page",
    "A11": "Accessibility of the finished e-book",
    "SHP": "The shops",
    "FNT": "Fonts",
    "OUT": "Artifacts",
    "EPB": "The EPUB",
    "PDF": "The PDF",
    "PRN": "The printer's file",
    "PRE": "The preflight",
    "TYP": "The typography",
    "COV": "The cover of the printed book",
    "AGR": "Agreement of finished files",
    "WHL": "The proof that nothing is lost",
    "CLM": "Claims of accessibility",
    "ONX": "The message to the trade",
    "CIT": "Citations",
    "VAL": "Validators",
    "ALW": "What is allowed",
}


_HEADS = ("Code", "Severity", "Meaning", "Whose rule")


def _whose(name: str) -> str:
    source = explanation_of(name).source
    return f"[{name_of(source)}]({source})" if source else name_of(source)


def messages() -> str:
    families: dict[str, list[tuple[str, str, str, str]]] = {}
    for name, rule in RULES.items():
        row = (code(name), rule.severity, sentence(rule.summary), _whose(name))
        families.setdefault(name.partition("-")[0], []).append(row)
    return "\n\n".join(
        f"## {_FAMILIES[family]} {{-}}\n\n{table(_HEADS, rows)}"
        for family, rows in families.items()
    )


MAKERS: dict[str, Callable[[], str]] = {
    maker.__name__: maker
    for maker in (
        *(kinds, html, refused, roles, keys, layouts, options, trims, words),
        *(profiles, shops, commands, names, messages, packs, packs_in_full, facts),
    )
}
