"""A layout's templates become functions from views to markup, in a sandbox."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, MutableMapping, Sequence
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from imprint.diagnostics import Finding, Place, PublicationError
from imprint.layouts.compiling import Compiled
from imprint.layouts.layout import Layout
from imprint.model.rendition import Medium

_FILE = "./"  # begins the name of a file that is meant as it is


class Templates:
    """The templates of a layout for one medium.

    A template ``blocks/paragraph.xhtml`` is looked for in each layout of the chain, nearest first,
    and there in the medium's folder before ``shared``. A name that begins with a layout's, such as
    ``novel/print/sections/chapter.xhtml``, is that built-in file: an override can extend it.
    """

    def __init__(self, layout: Layout, medium: Medium, *, compiled: Compiled) -> None:
        self._layout = layout
        self._medium = medium
        self._environment = _environment(_Loader(layout, medium), compiled)
        self._found: dict[str, Template] = {}

    def set_globals(self, **values: Any) -> None:
        """Give every template the same values: the record, the words, the options."""
        self._environment.globals.update(values)

    def __contains__(self, name: str) -> bool:
        return find(self._layout, self._medium, name) is not None

    def render(self, name: str, **view: Any) -> Markup:
        """The markup that a template makes of a view; LAY-002 when it fails."""
        try:
            template = self._found.get(name)
            if template is None:
                template = self._found[name] = self._environment.get_template(name)
            return Markup(template.render(view))  # noqa: S704 - autoescaped
        except TemplateError as error:
            raise PublicationError([self._finding(name, error)]) from None
        except (ArithmeticError, TypeError, ValueError, LookupError, AttributeError) as error:
            raise PublicationError([self._finding(name, error)]) from None
        except RecursionError:
            problem = TemplateError("it includes or extends itself without end")
            raise PublicationError([self._finding(name, problem)]) from None

    def render_file(self, path: str, **view: Any) -> Markup:
        """What the file of a path below ``layouts/`` makes: an override in the built-in's place."""
        return self.render(f"{_FILE}{path}", **view)

    def render_first(self, names: Sequence[str], **view: Any) -> Markup:
        """The markup of the first of the templates that there is."""
        name = next((name for name in names if name in self), names[-1])
        return self.render(name, **view)

    def _finding(self, name: str, error: Exception) -> Finding:
        line = 0
        if isinstance(error, TemplateSyntaxError):
            line = error.lineno
            name = error.name or name
        else:
            trace = error.__traceback__
            while trace is not None:
                filename = trace.tb_frame.f_code.co_filename
                if filename.startswith("layouts/"):
                    name, line = filename.removeprefix("layouts/"), trace.tb_lineno
                trace = trace.tb_next
        name = name.removeprefix(_FILE)
        path = find(self._layout, self._medium, name) or name
        what = str(error) if str(error) else type(error).__name__
        if isinstance(error, TemplateNotFound):
            what = f"there is no template {error.message or error.name}"
        return Finding(
            "LAY-002",
            f"the template cannot be rendered: {what}",
            mend="mend that line, or delete the file to have the layout's own",
            where=Place(f"layouts/{path}", line),
        )


def find(layout: Layout, medium: Medium, name: str) -> str | None:
    """The path below ``layouts/`` of a template or stylesheet of that name, or None."""
    for link in layout.chain:
        for folder in (medium.value, "shared"):
            path = f"{link}/{folder}/{name}"
            if path in layout.files:
                return path
    return None


class _Loader(BaseLoader):
    def __init__(self, layout: Layout, medium: Medium) -> None:
        self._layout = layout
        self._medium = medium

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        path: str | None = template.removeprefix(_FILE)
        if path == template:
            path = find(self._layout, self._medium, template)
        if path is not None:
            return self._layout.files[path], f"layouts/{path}", lambda: True
        files = self._layout.built_in if template in self._layout.built_in else self._layout.files
        if template not in files:
            raise TemplateNotFound(template)
        return files[template], f"layouts/{template}", lambda: True


class _Environment(ImmutableSandboxedEnvironment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template as one dictionary: a chain of them takes as long as a template.

        Without ones of its own they are the environment's, whose later changes it sees.
        """
        return {**self.globals, **d} if d else self.globals


def _environment(loader: BaseLoader, compiled: Compiled) -> Environment:
    environment = _Environment(
        loader=loader,
        autoescape=lambda name: not (name or "").endswith(".css"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    environment.filters["css_string"] = css_string
    environment.filters["shortened"] = shortened
    return environment


def shortened(text: object, length: int) -> str:
    """A text of at most so many letters, cut after a word, with an ellipsis for what is cut.

    A Chinese, Japanese or Korean character is as wide as two letters (Unicode Standard Annex 11).
    """
    said = str(text)
    ends = list(accumulate(2 if east_asian_width(c) in "WF" else 1 for c in said))
    if not ends or ends[-1] <= length:
        return said
    cut = bisect_right(ends, length - 1)
    kept = said[:cut]
    within = said[cut].isalnum() and east_asian_width(said[cut]) not in "WF"
    if within and " " in kept.strip():
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" \u00a0,;:.–—-(、，；：") + "…"


def css_string(text: object) -> str:
    """A text as a CSS string (CSS Syntax 3, "Consume a string token").

    https://www.w3.org/TR/css-syntax-3/#consume-string-token
    """
    escaped = "".join(
        f"\\{ord(character):x} "
        if character in '"\\<>\n\r\f' or ord(character) < 0x20
        else character
        for character in str(text)
    )
    return f'"{escaped}"'
