"""How deep structures may be nested, and what is raised where they are deeper."""

from __future__ import annotations

DEEPEST = 100


class TooDeep(Exception):
    """Structures are nested deeper than a reader of the text could follow; ``line`` from 0."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line
