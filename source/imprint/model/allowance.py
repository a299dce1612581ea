"""What its author allows of what a check finds, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from imprint.diagnostics import NOWHERE, Finding, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A finding by its code that is to be left as it is.

    ``where`` is a text that stands in the finding's place or words, in whole words: what is said of
    page 1 is not said of page 12. Empty: wherever it is found.
    ``place`` is where it was written.
    """

    code: str
    reason: str
    where: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    def applies(self, finding: Finding) -> bool:
        """Whether a finding is to be left as it is."""
        if self.code != finding.code:
            return False
        if not self.where:
            return True
        words = re.compile(rf"(?<!\w){re.escape(self.where)}(?!\w)")
        return any(words.search(text) for text in (str(finding.where), finding.what))
