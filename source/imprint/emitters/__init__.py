"""Renditions become artifacts: an EPUB, a PDF, a cover."""
