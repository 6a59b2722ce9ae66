"""Templates of the tests through the whole pipeline, each output verified: sketch → package → compiled → rendered."""

from __future__ import annotations

import io
from typing import Any

from briefing import render, template
from briefing.diagnostics import Diagnostic
from briefing.word.verify import verify
from tests.word.dump import dump
from tests.word.sketch import docx


def merged(data: bytes, /, lenient: bool = False, **values: Any) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The rendered package and what was said on the way. Fails on an error, and on a file that is less sound than the
    template was."""
    compiled, warnings = template.compile_docx(data, "t.docx")
    assert compiled is not None, "\n".join(f"{one.code} {one.message}" for one in warnings)
    stream = io.BytesIO()
    said = render.render(compiled, values, stream, lenient=lenient)
    assert not [f"{one.code} {one.message}" for one in said if one.is_error]
    assert not new_errors(data, stream.getvalue())
    return stream.getvalue(), (*warnings, *said)


def new_errors(before: bytes, after: bytes) -> list[str]:
    """What verifying finds in one package and not in another."""
    known, found = (
        [f"{one.code} {one.message}" for one in verify(data, "x.docx") if one.is_error] for data in (before, after)
    )
    return sorted(set(found) - set(known))


def body(sketch: str, /, **values: Any) -> str:
    """The body of a sketch, rendered without a warning."""
    data, said = merged(docx(sketch), **values)
    assert said == ()
    return dump(data)


def faults(data: bytes, /, **values: Any) -> tuple[Diagnostic, ...]:
    """The errors of a template, from compiling or, if that goes well, from rendering; nothing is written then."""
    compiled, said = template.compile_docx(data, "t.docx")
    if compiled is not None and not any(one.is_error for one in said):
        stream = io.BytesIO()
        said = render.render(compiled, values, stream)
        assert stream.getvalue() == b""
    return tuple(one for one in said if one.is_error)


def refused(sketch: str, /, **values: Any) -> str:
    """The codes of the errors of a sketch."""
    return " ".join(one.code for one in faults(docx(sketch), **values))
