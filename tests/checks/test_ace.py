"""Ace by DAISY finds nothing to say of what we make, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.accessibility.specimens import drawn
from tests.validators import ace, epubcheck

import imprint

ROOT = Path(__file__).parents[2]
TITLED = "note tip warning aside".split()
DIVISIONS = [*TITLED, "pull-quote", "epigraph", "letter", "result"]
# What a text can hold; each kind that could be a landmark stands there twice, with one title.
EVERYTHING = """
A word.[^1] Another, *the same*.[^2] It is [la grève]{lang=fr} to the French, and a
[place](#below-NAME) further on; see <https://example.org/a?b=1&c=2>. Write `code < &`.

[^1]: A note, with a [link](https://example.org/note).

    Its second paragraph.
[^2]: Another.

## Lists

1. One
2. Two

    - A
    - B

Term
:   Its meaning

## A table {#below-NAME}

| Day | Hour |
|:----|-----:|
| 1   | 6    |
| 2   | 7    |

: High water in the harbour

![A red boat on a plain](boat.png "The boat of the pilots")

A small one: ![A red boat](boat.png). A mere ornament: ![](boat.png){.decorative}

> A quotation.

```python
x = 1 < 2 and "a" * 3  # a comment
```

***

::: verse
A line,
  and another.
:::

"""
MAGAZINE = """
[serial]
title = "The Breakwater"
issn = "9999-9994"
number = "2"
"""
CONFIGURATION = """
title = "All <Kinds> & more"
subtitle = "A specimen"
lang = "en-GB"
date = "2026-03-04"
description = "A specimen."
rights = "© 2026 Ann Author"
layout = "{layout}"
{serial}
[[author]]
name = "Ann Author"
biography = "Ann Author writes."
[[translator]]
name = "Tom Reede"
biography = "Tom Reede translates."
[publisher]
name = "Harbour Press"
[original]
title = "Alle Arten"
lang = "de"
[formats.print]
isbn = "978-0-306-40615-7"
[formats.epub]
isbn = "978-3-16-148410-0"
[accessibility]
contact = "access@example.org"
"""
CONTRIBUTED = """---
title: The {name} text
author: Ida Kern
translator: Tom Reede
lang: en-GB
original:
  title: Der Text
  lang: de
  url: https://example.org/{name}
abstract: What it is about.
license: CC-BY-4.0
---
"""


def _titled(kind: str) -> str:
    return ' title="Once more"' if kind in TITLED else ""


def specimen(layout: str) -> imprint.Publication:
    boxes = "".join(
        f"::: {{.{kind}{_titled(kind)}}}\nSet apart, in a box of the kind {kind}.\n:::\n\n"
        for kind in (*DIVISIONS, *DIVISIONS)
    )
    files: dict[str, str | bytes] = {
        "imprint.toml": CONFIGURATION.format(
            layout=layout, serial=MAGAZINE if layout == "issue" else ""
        ),
        "source/boat.png": drawn("PNG"),
    }
    for name in ("first", "second"):
        head = CONTRIBUTED.format(name=name) if layout == "issue" else f"# The {name} text\n"
        files[f"source/{name}.md"] = head + EVERYTHING.replace("NAME", name) + boxes
    return imprint.read_files(files)


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["novel", "essay", "issue", "manual"])
def test_nothing_is_found_on_all_that_a_layout_can_hold(layout: str) -> None:
    built = imprint.build_artifacts(specimen(layout), targets=["epub", "print"], proves=True)
    epub = built.artifacts[0].content
    assert [said for said in epubcheck(epub) if not said.startswith("USAGE")] == []
    assert ace(epub) == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["docs", "examples/issue"])
def test_nothing_is_found_on_whole_publications(folder: str) -> None:
    built = imprint.build_artifacts(imprint.read(ROOT / folder), targets=["epub", "print"])
    (epub,) = (each.content for each in built.artifacts if each.target == "epub")
    assert ace(epub) == []
