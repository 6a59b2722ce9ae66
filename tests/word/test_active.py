"""Nothing that can run is carried from a template into its documents, however it is named there."""

from __future__ import annotations

import io

import pytest

from briefing import render, template
from briefing.word.verify import verify
from tests.word.sketch import HEAD, docx, members
from tests.word.sound import packed

MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
VBA = COMPOUND + "_VBA_PROJECT".encode("utf-16-le")
SYMBOL = COMPOUND + "\x01Ole10Native".encode("utf-16-le")
OBJECT = '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" r:id="rX"/>'
CONTROL = '<w:p><w:r><w:object><w:control r:id="rX" w:name="Button"/>'
END = "</w:object></w:r></w:p>"


def made(
    name: str, content: bytes | str, kind: str = "", type: str = "application/octet-stream", body: str = ""
) -> tuple[dict[str, bytes], list[str]]:
    """What is made of a template that holds a part, and what was said. `kind` is the way it is related to, if any."""
    found = {one: text.decode() for one, text in members(docx(f"Hello\n{body}" if body else "Hello")).items()}
    entry = f'<Relationship Id="rX" Type="{kind}" Target="/{name}"/>' if kind else ""
    table = "word/_rels/document.xml.rels"
    found[table] = found[table].replace("</Relationships>", f"{entry}</Relationships>")
    override = f'<Override PartName="/{name}" ContentType="{type}"/>'
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace("</Types>", f"{override}</Types>")
    compiled, said = template.compile_docx(packed({**found, name: content}), "t.docx")
    assert compiled is not None
    stream = io.BytesIO()
    assert render.render(compiled, {}, stream) == ()
    assert [one for one in verify(stream.getvalue(), "x") if one.is_error] == []
    return members(stream.getvalue()), [one.message for one in said]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (f"{MICROSOFT}/vbaProject", "macros"),
        (f"{MICROSOFT}/VBAPROJECT", "macros"),
        (f"{MICROSOFT}/vbaProject/", "macros"),
        (f"{MICROSOFT}/wordVbaData", "macros"),
        (f"{OFFICE}/control", "ActiveX controls"),
    ],
)
def test_what_is_related_to_as_something_that_runs_goes_and_is_told(kind: str, what: str) -> None:
    found, said = made("word/renamed.png", "content", kind, "image/png")
    assert "word/renamed.png" not in found
    assert said == [f"the {what} of the template are left out"]
    assert not any(b"renamed" in data for name, data in found.items() if name.endswith((".rels", "Types].xml")))


@pytest.mark.parametrize("kind", ["attachedToolbars", "keyMapCustomizations", "ui/extensibility"])
def test_keys_and_buttons_stay_where_there_are_no_macros_that_they_call(kind: str) -> None:
    found, said = made("word/renamed.png", "content", f"{MICROSOFT}/{kind}", "image/png")
    assert found["word/renamed.png"] == b"content"
    assert said == []


@pytest.mark.parametrize("call", ["onLoad='m'", "onAction = 'm'", "getLabel='m'", "loadImage='m'"])
@pytest.mark.parametrize("kind", ["ui/extensibility", "ui/userCustomization"])
def test_buttons_that_call_macros_go_though_there_are_none(kind: str, call: str) -> None:
    ribbon = f'<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui" {call}/>'
    found, said = made(
        "customUI/customUI.xml", ribbon, f"http://schemas.microsoft.com/office/2007/relationships/{kind}"
    )
    assert "customUI/customUI.xml" not in found
    assert said == ["the buttons that call macros of the template are left out"]


@pytest.mark.parametrize(
    ("type", "what"),
    [
        ("application/vnd.ms-office.vbaProject", "macros"),
        (" application/VND.ms-office.vbaProject ", "macros"),
        ("application/vnd.ms-word.vbaData+xml", "macros"),
        ("application/vnd.ms-office.activeX+xml", "ActiveX controls"),
    ],
)
def test_what_has_the_type_of_something_that_runs_goes_though_nothing_leads_to_it(type: str, what: str) -> None:
    found, said = made("word/orphan.bin", "content", type=type)
    assert "word/orphan.bin" not in found
    assert said == [f"the {what} of the template are left out"]


@pytest.mark.parametrize(
    ("content", "kind", "what"),
    [
        (VBA, f"{OFFICE}/oleObject", "macros"),
        (COMPOUND, f"{OFFICE}/image", "macros"),
        (COMPOUND, "", "macros"),
        (b"MZ" + bytes(100), f"{OFFICE}/package", "programs"),
        (SYMBOL + b"setup.exe\0", f"{OFFICE}/oleObject", "programs"),
        (b"PK\x03\x04 xl/vbaProject.bin", f"{OFFICE}/package", "macros"),
    ],
    ids=["macros in an object", "a project for a picture", "a project", "a program", "a symbol", "macros in a sheet"],
)
def test_what_holds_something_that_runs_goes(content: bytes, kind: str, what: str) -> None:
    found, said = made("word/embeddings/a.bin", content, kind)
    assert "word/embeddings/a.bin" not in found
    assert f"the {what} of the template are left out" in said


def test_an_object_that_holds_a_document_stays() -> None:
    found, said = made("word/embeddings/a.bin", SYMBOL + b"terms.pdf\0", f"{OFFICE}/oleObject", body=OBJECT + END)
    assert "word/embeddings/a.bin" in found
    assert said == []


@pytest.mark.parametrize(("body", "kind"), [(OBJECT, f"{OFFICE}/oleObject"), (CONTROL, f"{OFFICE}/control")])
def test_what_names_it_goes_and_its_picture_stays(body: str, kind: str) -> None:
    shown = '<v:shape style="width:72pt;height:36pt"/>'
    found, _ = made("word/embeddings/a.bin", VBA, kind, body=body.replace("<w:object>", f"<w:object>{shown}") + END)
    document = found["word/document.xml"]
    assert (b"v:shape" in document, b"rX" in document, b"OLEObject" in document) == (True, False, False)


def test_what_only_that_leads_to_goes_along() -> None:
    lead = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    entry = '<Relationship Id="a" Type="x/data" Target="data.png"/></Relationships>'
    found = {one: text.decode() for one, text in members(docx("Hello")).items()}
    project = f'<Relationship Id="rX" Type="{MICROSOFT}/vbaProject" Target="x.bin"/></Relationships>'
    table = "word/_rels/document.xml.rels"
    found[table] = found[table].replace("</Relationships>", project)
    more = {"word/x.bin": "a", "word/_rels/x.bin.rels": lead + entry, "word/data.png": "b"}
    compiled, _ = template.compile_docx(packed({**found, **more}), "t.docx")
    assert compiled is not None
    assert not more.keys() & compiled.members.keys()
