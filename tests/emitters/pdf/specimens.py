"""A publication with everything that the press has to tag."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

# Small pages, so that what should go on over two of them does.
TRIM = "4.5in 6in"

CONFIGURATION = """
title = "Everything & More"
subtitle = "A Specimen"
author = ["Ann Author", "Ben Writer"]
lang = "en-GB"
date = 2026-01-31
description = "All that can be written, once."
subject = ["Books", "Printing"]
publisher = {{ name = "The House", place = "Here" }}
license = "CC-BY-4.0"
contents = [
  "source/dedication.md",
  "source/preface.md",
  {{ part = "The First Part", contents = ["source/one.md", "source/two.md"] }},
  "source/afterword.md",
]
[formats.print]
isbn = "978-0-306-40615-7"
[layout]
name = "{layout}"
trim = "{trim}"
chapter-opening = "{opening}"
contents = "always"
"""

ONE = """
# Running Text

{{#opening}}
A paragraph that goes on. {filler} It ends *here*.

Two calls of one note.[^twice] The second call.[^twice] A long note.[^long]

[^twice]: The note that is called twice.

[^long]: A note with two paragraphs, this one the first.

    And this one the second.

She had a weakness for the [mot juste]{{lang=fr}}, see [the table](two.md#lights), or
[the end](afterword.md), [its opening](#opening) or [a page](https://example.org/?a=1&b=2).

::: {{lang=de}}
Niemand hatte ihn darum gebeten.

> Er schrieb es trotzdem auf.
:::

***

<abbr title="Greenwich Mean Time">GMT</abbr>, H<sub>2</sub>O, `a span of code`, <q>quoted</q>,
[small capitals]{{.smallcaps}}, **strong**.

### A heading that skips a level

> Nobody had asked him to.
>
> He wrote it down all the same.

::: verse
The page is white,
  the type is black.

The sea is wide.
:::

::: epigraph
They will have gone by for nothing.

-- The ledger
:::
"""

TWO = """
# Things Set Apart

## Pictures

::: figure
![A boat](boat.png)

The *Marta* in [her first year](afterword.md).
:::

![A second boat](boat.png)

![](wave.png){{.decorative}}

The sea ![a wave](wave.png) was flat, and ![](wave.png){{.decorative}} still.

## Tables

{{#lights}}
| Light | Range |
|:------|------:|
{rows}
| None  |       |

: The lights of the coast

## Lists

- a lamp
- a rope
    - of hemp
    - of nylon

7. seven
8. eight

    A second paragraph.

Flotsam
: What floats.

Jetsam
: What was thrown.

    To save the ship.

## Code

```python
def waves(count):
    return ["wave"] * count
```

::: note
The lamp needs oil.
:::

::: aside The bell
It was cast in 1866.
:::
"""

WORDS = "The sea was flat, and nobody spoke until the bell of the harbour rang. "


def picture(colour: str | tuple[int, ...] = "#a33", mode: str = "RGB", size: int = 30) -> bytes:
    drawn = Image.new(mode, (size, size), colour)
    drawn.paste("#fff" if mode == "RGB" else 0, (4, 4, 10, 10))
    written = BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()


def everything(layout: str, opening: str = "next") -> dict[str, str | bytes]:
    """The files of a publication with one of each kind of thing, in a layout."""
    rows = "\n".join(f"| Light {number} | {number} miles |" for number in range(1, 21))
    return {
        "imprint.toml": CONFIGURATION.format(layout=layout, trim=TRIM, opening=opening),
        "source/dedication.md": "For the keepers",
        "source/preface.md": f"# Before\n\n{WORDS * 2}\n",
        "source/one.md": ONE.format(filler=WORDS * 14),
        "source/two.md": TWO.format(rows=rows),
        "source/afterword.md": f"# After\n\n{WORDS}[Back](one.md#opening)\n",
        "source/boat.png": picture(),
        "source/wave.png": picture("#38b", size=12),
    }
