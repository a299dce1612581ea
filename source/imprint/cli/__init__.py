"""The command line: parse, call, print, exit."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NoReturn

import click

from imprint.cli.speaking import Speaker, as_json, speaking
from imprint.diagnostics import (
    ExitCode,
    Place,
    PublicationError,
    Severity,
    ToolMissing,
    UnusableOrder,
)
from imprint.distributions import version_of
from imprint.values import fields_of

if TYPE_CHECKING:
    from imprint.build import Event, Outcome
    from imprint.model.parts import Part

_KINDS = ("novel", "essay", "manual", "issue")
# The extensions of finished files, which `check` takes as well as a publication.
_FINISHED = {".epub", ".pdf", ".xml", ".jsonld", ".json"}
PARTS = ("whole", "valid", "true", "printable", "well-set", "agreement", "shops")
RECORDS = ("jsonld", "bibtex", "csl-json", "cff", "onix", "onix-3.1")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version_of("imprint"), prog_name="imprint")
def cli() -> None:
    """One source, two books: an accessible EPUB and a print PDF that agree."""


@cli.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option(
    "--to", "to", metavar="TARGET,…",
    help="What to make: epub, print, screen, archive, cover, or a record: jsonld, bibtex,"
    " csl-json, cff, onix, onix-3.1. Default: epub,print.",
)  # fmt: skip
@click.option(
    "-o", "outputs", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Write to this file; its extension picks the target. May be given again.",
)  # fmt: skip
@click.option(
    "--out", "out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Write into this folder. Default: build/ beside the manuscript.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE",
    help="Set a key of imprint.toml, as title=… or formats.print.isbn=…. May be given again.",
)  # fmt: skip
@click.option(
    "--only", "only", metavar="SECTION",
    help="Set one section alone, by its id or file, as a proof with its pages of the last build.",
)  # fmt: skip
@click.option(
    "--jobs", "jobs", metavar="N", type=click.IntRange(min=1),
    help="The processes that typeset. Default: one for each processor.",
)  # fmt: skip
@click.option(
    "--proof/--no-proof", "proof", default=None,
    help="Prove that the files have all of the manuscript, or leave that to `imprint check`."
    " Default: of what has changed since the last build.",
)  # fmt: skip
@click.option("--no-cache", "no_cache", is_flag=True, help="Make everything anew; keep nothing.")
@speaking
def build(path: Path, to: str | None, outputs: tuple[Path, ...], **options: Any) -> None:
    """Build the EPUB and the PDFs of PATH, and the cover of its print.

    PATH is a folder with imprint.toml, that file, or one manuscript: Markdown (.md) or the plain
    text of an article (.txt). Default: the current folder.
    """
    from imprint.build import Order, carry_out

    speaker = Speaker(
        quiet=options["quiet"], verbose=options["verbose"], as_json=options["as_json"]
    )
    order = Order(
        path=path,
        targets=_targets(to),
        outputs=outputs,
        folder=options["out"],
        settings=options["settings"],
        only=options["only"] or "",
        workers=options["jobs"] or 0,
        keeps=not options["no_cache"],
        proves=options["proof"],
        modified=_source_date(),
    )
    outcome = carry_out(order, listener=_progress(speaker))
    speaker.findings(outcome.findings)
    for file in outcome.files:
        speaker.result(file.path)
    speaker.json(**_outcome(outcome))


def _targets(to: str | None) -> tuple[str, ...]:
    from imprint.build import TARGETS

    targets = tuple(name.strip() for name in (to or "").split(",") if name.strip())
    for target in targets:
        if target not in TARGETS:
            raise click.UsageError(f"--to {target}: choose among {', '.join(TARGETS)}")
    return targets


def _source_date() -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH gives (https://reproducible-builds.org/specs/)."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {text}; it counts seconds") from None


def _progress(speaker: Speaker) -> Callable[[Event], None]:
    """A line that moves on a terminal, plain lines elsewhere."""
    if speaker.quiet or speaker.as_json or not sys.stderr.isatty() or speaker.verbose:
        return speaker.step
    from rich.console import Console

    console = Console(stderr=True)
    status = console.status("reading")
    status.start()
    click.get_current_context().call_on_close(status.stop)
    return lambda event: status.update(f"{event.target}: {event.step}")


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "artifacts": [fields_of(file) for file in outcome.files],
        "findings": [as_json(finding) for finding in outcome.findings],
    }


@cli.command()
@click.argument("paths", metavar="[PATH | FILE…]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", "out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="The folder that was built into. Default: build/ beside the manuscript.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE",
    help="Set a key of imprint.toml, as it was set for the build. May be given again.",
)  # fmt: skip
@click.option(
    "--profile", "profile", metavar="NAME",
    help="The printer that a PDF given alone is for. Default: generic.",
)  # fmt: skip
@click.option(
    "--typography", "typography", is_flag=True,
    help="Say in full how well the pages are set: each rule, and the worst of it.",
)  # fmt: skip
@click.option(
    "--shop", "shops", multiple=True, metavar="NAME",
    help="A shop that the EPUB is for. May be given again. Default: shops in imprint.toml.",
)  # fmt: skip
@click.option(
    "--part", "part", metavar="PART,…",
    help=f"Run these parts alone, of {', '.join(PARTS)}.",
)  # fmt: skip
@click.option(
    "--json-file", "json_file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file too, as JSON.",
)  # fmt: skip
@click.option(
    "--sarif", "sarif", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file too, as SARIF, for editors and forges.",
)  # fmt: skip
@speaking
def check(paths: tuple[Path, ...], out: Path | None, settings: tuple[str, ...], **o: Any) -> None:
    """Prove the finished files of PATH, and report what is wrong with them.

    The files that the last build of PATH made are opened again: the validators of their standards
    judge them, a printer's rules are held against the PDF for print, and every fact of the record
    is looked up in each of them. FILEs alone may be of any program; they are held against each
    other.
    """
    from imprint.build.checking import report_files, report_publication
    from imprint.build.choices import read_with_choices
    from imprint.checks.report import refused
    from imprint.cli.reporting import (
        of_files,
        of_publication,
        print_report,
        report_facts,
        write_report,
    )

    speaker = Speaker(quiet=o["quiet"], verbose=o["verbose"], as_json=o["as_json"])
    parts = _parts(o["part"])
    if speaker.quiet and not o["part"]:
        parts = frozenset(part for part in parts if part.value != "well set")  # never an error
    shops = _known_shops(o["shops"])
    wanted: dict[str, Any] = {
        "shops": shops,
        "parts": parts,
        "clock": perf_counter,
        "in_full": o["typography"],
    }
    profile = _known_profile(o["profile"])
    code = ExitCode.CHECKS_FAILED
    try:
        if any(path.suffix.lower() in _FINISHED for path in paths):
            locate = of_files(paths)
            report = report_files(paths, profile=profile, **wanted)
        elif profile:
            raise click.UsageError("--profile is for files; with a publication, --set its own")
        elif len(paths) > 1:
            raise click.UsageError("check one publication, or finished files")
        else:
            path = paths[0] if paths else Path()
            source = path if path.is_dir() else path.parent
            folder = out or source / "build"
            locate = of_publication(source, folder)
            publication = read_with_choices(path, settings=settings)
            report = report_publication(publication, folder, **wanted)
    except PublicationError as error:
        report, code = refused(error.findings), ExitCode.PUBLICATION_HAS_ERRORS
    print_report(report, speaker, in_full=o["typography"])
    facts = report_facts(report, timed=speaker.verbose)
    speaker.json(**facts)
    write_report(report, facts, json_to=o["json_file"], sarif_to=o["sarif"], locate=locate)
    if report.has_failed:
        raise click.exceptions.Exit(code)


def _known_shops(names: Sequence[str]) -> tuple[str, ...]:
    from imprint.profiles.shops import shop_names

    for name in names:
        if name not in shop_names():
            raise click.UsageError(f"--shop {name}: choose among {', '.join(shop_names())}")
    return tuple(dict.fromkeys(names))


def _parts(given: str | None) -> frozenset[Part]:
    from imprint.model.parts import Part

    names = [name.strip() for name in (given or "").split(",") if name.strip()]
    for name in names:
        if name not in PARTS:
            raise click.UsageError(f"--part {name}: choose among {', '.join(PARTS)}")
    return frozenset(part for part in Part if not names or part.value.replace(" ", "-") in names)


@cli.command()
@click.argument("code")
@speaking
def explain(code: str, quiet: bool, verbose: bool, as_json: bool) -> None:
    """Say what the CODE of a message means, why it matters, and how to mend it.

    CODE is such as PRE-025.
    """
    from imprint.catalogue import RULES
    from imprint.explanations import explanation_of, name_of
    from imprint.model.parts import part_of

    speaker = Speaker(quiet=quiet, verbose=verbose, as_json=as_json)
    code = code.upper()
    if code not in RULES:
        from difflib import get_close_matches

        near = get_close_matches(code, RULES, 1)
        more = f"; did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"there is no message {code}{more}")
    rule, explained, part = RULES[code], explanation_of(code), part_of(code)
    facts = {
        "code": code,
        "severity": rule.severity,
        "part": part.value if part else "",
        "summary": rule.summary,
        "why": explained.why,
        "mend": explained.mend,
        "source": explained.source,
    }
    whose = ", ".join(filter(None, (name_of(explained.source), explained.source)))
    speaker.result(f"{rule.severity}[{code}]: {rule.summary}")
    for fact, text in (facts | {"source": whose}).items():
        if text and fact in ("part", "why", "mend", "source"):
            speaker.result(f"  {fact}: {text}")
    speaker.json(**facts)


def _known_profile(name: str | None) -> str:
    from imprint.profiles import profile_names

    if name and name not in profile_names():
        raise click.UsageError(f"--profile {name}: choose among {', '.join(profile_names())}")
    return name or ""


@cli.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option(
    "--to", "to", required=True, type=click.Choice(RECORDS),
    help="The format: schema.org in JSON-LD, BibTeX, CSL-JSON, a CITATION.cff, ONIX 3.0 or 3.1.",
)  # fmt: skip
@click.option(
    "-o", "output", metavar="FILE", type=click.Path(path_type=Path),
    help="Write to this file. Default: the standard output.",
)  # fmt: skip
@click.option(
    "--out", "out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="The folder that was built into. Default: build/ beside the manuscript.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE",
    help="Set a key of imprint.toml, as title=… or formats.print.isbn=…. May be given again.",
)  # fmt: skip
@speaking
def record(path: Path, to: str, output: Path | None, **options: Any) -> None:
    """Write the record of PATH for programs, catalogues and citations.

    PATH is a folder with imprint.toml, that file, or one manuscript. Default: the current folder.
    What was built of it last is known: how many pages it has, what its e-book offers.
    """
    from imprint.build import (
        MANIFEST,
        make_record,
        moment_of,
        product_facts,
        read_manifest,
        write_artifacts,
    )
    from imprint.readers import read

    speaker = Speaker(
        quiet=options["quiet"], verbose=options["verbose"], as_json=options["as_json"]
    )
    publication = read(path, settings=options["settings"])
    folder = options["out"] or (path if path.is_dir() else path.parent) / "build"
    made = make_record(
        publication,
        to,
        products=product_facts(publication, manifest=read_manifest(folder / MANIFEST)),
        moment=_source_date() or moment_of(publication.record),
    )
    findings = (*publication.findings, *made.findings)
    speaker.findings(findings)
    facts: dict[str, Any] = {"findings": [as_json(finding) for finding in findings]}
    if output:
        write_artifacts([made], output.parent, names={to: output})
        speaker.result(str(output))
        speaker.json(path=str(output), **facts)
        return
    text = made.content.decode()
    speaker.result(text.removesuffix("\n"))
    speaker.json(record=text, **facts)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(_KINDS), default="novel", help="What it is to be.")
@speaking
def new(folder: Path, kind: str, quiet: bool, verbose: bool, as_json: bool) -> None:
    """Begin a publication in FOLDER that builds at once."""
    speaker = Speaker(quiet=quiet, verbose=verbose, as_json=as_json)
    from imprint.starters import start

    written = start(folder, kind)
    for path in written:
        speaker.result(str(path))
    speaker.note(f"now: imprint build {folder}")
    speaker.json(files=[str(path) for path in written])


@cli.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@speaking
def clean(path: Path, quiet: bool, verbose: bool, as_json: bool) -> None:
    """Delete what builds of PATH have made, and nothing else."""
    speaker = Speaker(quiet=quiet, verbose=verbose, as_json=as_json)
    from imprint.build import clean_artifacts

    deleted = clean_artifacts((path if path.is_dir() else path.parent) / "build")
    for file in deleted:
        speaker.result(str(file))
    speaker.json(deleted=[str(file) for file in deleted])


@cli.command()
@speaking
def doctor(quiet: bool, verbose: bool, as_json: bool) -> None:
    """Say what Imprint finds on this machine, and how to mend what is missing."""
    speaker = Speaker(quiet=quiet, verbose=verbose, as_json=as_json)
    from imprint.machine import examine

    tools = examine()
    width = max(len(tool.name) for tool in tools)
    for tool in tools:
        state = tool.version or ("missing" if tool.needed else "not installed")
        speaker.result(f"{tool.name:<{width}}  {state:<14} {tool.purpose}")
        if not tool.version:
            speaker.result(f"{'':<{width}}  mend: {tool.mend}")
    facts = ("name", "version", "needed", "purpose", "mend")
    speaker.json(tools=[{fact: getattr(tool, fact) for fact in facts} for tool in tools])
    if any(tool.needed and not tool.version for tool in tools):
        raise click.exceptions.Exit(ExitCode.TOOL_IS_MISSING)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with one of ExitCode."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    # A publication is a large tree that lives as long as the command: looking for garbage in it
    # again and again takes a tenth of a build and finds next to nothing.
    gc.set_threshold(1_000_000, 50, 50)
    try:
        outcome = cli.main(arguments, prog_name="imprint", standalone_mode=False)
        code = outcome if isinstance(outcome, int) else ExitCode.GOOD
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except click.exceptions.Abort:
        click.echo("stopped; nothing was written", err=True)
        code = 130
    except UnusableOrder as error:
        click.UsageError(str(error)).show()
        code = ExitCode.USAGE
    except PublicationError as error:
        speaker = Speaker(
            quiet="--quiet" in arguments, verbose=False, as_json="--json" in arguments
        )
        speaker.findings(error.findings)
        speaker.json(artifacts=[], findings=[as_json(finding) for finding in error.findings])
        count = sum(finding.severity is Severity.ERROR for finding in error.findings)
        speaker.note(f"{count} error{'s' * (count != 1)}; nothing was written")
        code = ExitCode.PUBLICATION_HAS_ERRORS
    except ToolMissing as error:
        click.echo(f"error: {error}", err=True)
        code = ExitCode.TOOL_IS_MISSING
    except Exception as error:
        _confess(error, verbose="--verbose" in arguments)
        code = ExitCode.BUG
    sys.exit(code)


def _confess(error: Exception, *, verbose: bool) -> None:
    """Say that a fault is ours, with the traceback for those who ask for it."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = Place(Path(last.filename).name, last.lineno or 0)
    click.echo(
        f"imprint has a fault: {type(error).__name__}: {error}\n  --> {where}\n"
        "  mend: nothing was written; please report it with the output of --verbose",
        err=True,
    )
    if verbose:
        click.echo("".join(traceback.format_exception(error)), err=True)


def run() -> NoReturn:
    """The command as it is installed: what it leaves in memory goes with the process."""
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    raise AssertionError


if __name__ == "__main__":
    run()
