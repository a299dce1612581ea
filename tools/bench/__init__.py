"""Measures builds of a book by Imprint and by the tools that people come from."""
