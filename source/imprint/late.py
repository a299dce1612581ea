"""Modules that the engine imports and seldom calls are imported when it does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Late(ModuleType):
    """Stands for a module: whatever is taken from it is called in the module itself."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def called(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(module), name)(*arguments, **named)

        return called


@contextmanager
def imported_late(*names: str) -> Iterator[None]:
    """Whoever imports these modules meanwhile gets functions and classes that can be called only.

    A module that is imported already is left alone, and later imports find the modules themselves.
    """
    late = {name: _Late(name) for name in names if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name, module in late.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
