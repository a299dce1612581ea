"""A print rendition becomes PDFs: sections typeset apart, numbered, furnished, and bound."""
