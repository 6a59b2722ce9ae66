"""A built file states how it was made, and Word's own properties stay readable beside that."""

from __future__ import annotations

import io

from briefing.word import package, seal
from briefing.word.fields.properties import properties
from briefing.word.imprint import Imprint, imprinted
from briefing.word.verify import verify
from tests.word.sketch import docx, members
from tests.word.sound import packed

MAKING = seal.Making("ships & <more>", "board", "note.docx", "0123")
MAIN = "word/document.xml"


def made(text: str = "Dear reader") -> dict[str, package.Member]:
    held = package.read(docx(text))
    return imprinted(held, held, MAIN, Imprint(title="Ships"))


def written(held: dict[str, package.Member]) -> bytes:
    stream = io.BytesIO()
    package.write(held.values(), stream)
    assert [one for one in verify(stream.getvalue(), "o.docx") if one.is_error] == []
    return stream.getvalue()


def test_what_is_stated_reads_back() -> None:
    held = package.read(written(seal.sealed(made(), MAKING)))
    found = seal.read(properties(held))
    assert found is not None
    assert found._replace(content="", file="") == MAKING
    assert found.content == found.file == seal.fingerprint(held)


def test_a_file_that_is_sealed_again_says_that_it_is_another_than_was_built() -> None:
    first = seal.sealed(made(), MAKING)
    stated = seal.read(properties(first))
    assert stated is not None
    changed = {**first, MAIN: package.pack(MAIN, (first[MAIN].read().replace(b"Dear", b"Good"),))}
    again = seal.read(properties(package.read(written(seal.sealed(changed, stated)))))
    assert again is not None
    assert again.content == stated.content
    assert again.file != again.content


def test_a_changed_word_changes_the_fingerprint_and_a_property_does_not() -> None:
    held = made()
    assert seal.fingerprint(held) != seal.fingerprint(made("Dear readers"))
    other = imprinted(held, held, MAIN, Imprint(title="Boats", dated="2023-01-23T00:00:00Z"))
    assert seal.fingerprint(held) == seal.fingerprint(other)


def test_the_designers_own_properties_stay_beside_it() -> None:
    held = members(docx("Dear reader"))
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
    )
    own = (
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client">'
        "<vt:lpwstr>%s</vt:lpwstr></property>"
    )
    template = package.read(packed({**held, "docProps/custom.xml": custom.replace("{}", own % "{{ client }}")}))
    rendered = package.read(packed({**held, "docProps/custom.xml": custom.replace("{}", own % "R&amp;D")}))
    sealed = seal.sealed(imprinted(rendered, template, MAIN, Imprint()), MAKING)
    found = properties(package.read(written(sealed)))
    assert (found["client"], found["briefing topic"]) == ("R&D", "ships & <more>")


def test_a_file_of_somebody_else_states_nothing() -> None:
    assert seal.read(properties(package.read(docx("Dear reader")))) is None
