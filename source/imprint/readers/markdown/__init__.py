"""Markdown becomes sections, blocks and inlines of the model, with findings for what cannot.

- ``parser``: text becomes tokens with lines
- ``marks``: ``{#id .class key=value}`` becomes marks · ``attributes``: marks become attributes
- ``fences``: ``:::`` becomes tokens of divisions · ``divisions``, ``verse``: those become blocks
- ``inlines``: the tokens of a line become inlines · ``images``, ``links``: their references
- ``frames``: a stack of open structures becomes a tree
- ``paragraphs``, ``lists``, ``tables``: their tokens become blocks
- ``html``, ``vocabulary``, ``elements``: raw HTML becomes blocks and inlines, or findings
- ``notes``, ``sections``: headings and notes become sections
"""

from __future__ import annotations

from imprint.readers.markdown.document import Manuscript, read_markdown
from imprint.readers.markdown.reading import ImageLoader

__all__ = ["ImageLoader", "Manuscript", "read_markdown"]
