"""What is put off until it is used, if it ever is: a start that takes long is felt at each of them."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, compiled when it is first used. Those that a start never uses would take a tenth of it."""
    return cast("re.Pattern[AnyStr]", _Expression(source, flags))


class _Expression:
    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """What a pattern has of this name, from now on at once."""
        compiled = re.compile(self._source, self._flags)
        found = self.__dict__[name] = getattr(compiled, name)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return _Expression, (self._source, self._flags)


def put_off(*names: str) -> None:
    """Imports modules without running them, which is done when something in them is first asked for. What is imported
    already, or is not there, is left alone.

    For a process of our own, in which nobody else counts on what an import does. `importlib.util.LazyLoader` would run
    a package as soon as anything within it is imported; here `jinja2.runtime` asks for nothing in `jinja2`.
    """
    for name in names:
        if name not in sys.modules and (spec := find_spec(name)) is not None and spec.loader is not None:
            sys.modules[name] = _waiting(module_from_spec(spec))


def _waiting(module: ModuleType) -> ModuleType:
    import threading  # as others do later, at any start

    turn = threading.RLock()
    begun = False

    def find(name: str) -> Any:
        nonlocal begun
        with turn:  # another thread waits until all is there
            if not begun:
                begun = True
                assert module.__spec__ is not None
                assert module.__spec__.loader is not None
                module.__spec__.loader.exec_module(module)
        if name in vars(module):
            return vars(module)[name]
        raise AttributeError(f"module '{module.__name__}' has no attribute '{name}'", name=name, obj=module)

    module.__getattr__ = find  # type: ignore[method-assign]  # PEP 562
    return module
