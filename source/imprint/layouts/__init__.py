"""Publications become renditions: layouts, their templates and fonts, and the composition."""

from imprint.layouts.compose import compose
from imprint.layouts.layout import Layout, built_in_names, declared_options, load_layout

__all__ = ["Layout", "built_in_names", "compose", "declared_options", "load_layout"]
