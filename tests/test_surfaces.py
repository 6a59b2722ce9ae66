"""A tag works wherever Word lets text stand: each place alone in a file, rendered, with nothing left of the tag."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from briefing import template
from tests.word.merging import merged
from tests.word.sketch import HEAD, NAMESPACES, docx, members, paragraph, part, relationships, run, table

TAG = "{{ name }}"
VALUE = "R&D <one>"
MADE = ("R&amp;D &lt;one&gt;", "R&amp;D&#32;&lt;one&gt;", "R%26D%20%3Cone%3E", "R&amp;D%20%3Cone%3E")
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
BOX = f"<w:txbxContent>{paragraph('In {{ na¦me }}')}</w:txbxContent>"
CHOICE = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
FALLBACK = f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
CELL = f"<w:tc>{paragraph(TAG)}</w:tc>"
ALT = '<wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="p" {}="{{{{ name }}}}"/></wp:inline>'


def rows(xml: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{xml}</w:tbl>'


BODY: Mapping[str, str] = {
    "a paragraph": TAG,
    "a tag split over runs": "{¦{ na¦me }¦}",
    "a table": table(f"a ‖ {TAG}"),
    "a nested table": rows(f"<w:tr><w:tc>{table(f'a ‖ {TAG}')}<w:p/></w:tc></w:tr>"),
    "a text box and its fallback": f"<w:r><mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent></w:r>¦ ",
    "a text box of VML": f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>¦ ",
    "a watermark": f"<w:r><w:pict><v:shape><v:textpath string='{TAG}'/></v:shape></w:pict></w:r>¦ ",
    "a content control in a line": CONTROL.format("", run(TAG)) + "¦ ",
    "a content control around paragraphs": "<w:p/>\n" + CONTROL.format("", paragraph(TAG)),
    "a content control around a row": rows(CONTROL.format("", f"<w:tr>{CELL}</w:tr>")),
    "a content control around a cell": rows(f"<w:tr>{CONTROL.format('', CELL)}</w:tr>"),
    "a content control bound to data": CONTROL.format(BOUND, run(TAG)) + "¦ ",
    "a content control's title": CONTROL.format(f'<w:alias w:val="{TAG}"/>', run("x")) + "¦ ",
    "a content control's list": CONTROL.format(
        f'<w:dropDownList><w:listItem w:displayText="{TAG}" w:value="1"/></w:dropDownList>', run("x")
    )
    + "¦ ",
    "the text of a link": f"<w:hyperlink w:anchor='a'>{run(TAG)}</w:hyperlink>¦ ",
    "the tip of a link": f"<w:hyperlink w:anchor='a' w:tooltip='{TAG}'>{run('x')}</w:hyperlink>¦ ",
    "a description": f"<w:r><w:drawing>{ALT.format('descr')}</w:drawing></w:r>¦ ",
    "a description's title": f"<w:r><w:drawing>{ALT.format('title')}</w:drawing></w:r>¦ ",
    "a field's code": f"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> QUOTE \"{TAG}\" </w:instrText>"
    "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>¦ ",
    "a simple field": f"<w:fldSimple w:instr=' QUOTE x '>{run(TAG)}</w:fldSimple>¦ ",
    "a simple field's code": f"<w:fldSimple w:instr=' QUOTE {TAG} '>{run('x')}</w:fldSimple>¦ ",
    "a form field": "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput>"
    f"<w:default w:val='{TAG}'/></w:textInput></w:ffData></w:fldChar></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>¦ ",
    "a bookmark's name": f"<w:bookmarkStart w:id='1' w:name='{TAG}'/><w:bookmarkEnd w:id='1'/>¦ ",
    "an equation": "<m:oMath><m:r><m:t>x={{ na</m:t></m:r><m:r><m:t>me }}</m:t></m:r></m:oMath>¦ ",
    "inserted text": f"<w:ins w:id='5' w:author='A'>{run(TAG)}</w:ins>¦ ",
    "moved text": f"<w:moveTo w:id='5' w:author='A'>{run(TAG)}</w:moveTo>¦ ",
    "a smart tag": f"<w:smartTag w:element='x'>{run(TAG)}</w:smartTag>¦ ",
    "marked-up text": f"<w:customXml w:element='x'>{run(TAG)}</w:customXml>¦ ",
    "text from right to left": f"<w:bdo w:val='rtl'>{run(TAG)}</w:bdo>¦ ",
    "a ruby": f"<w:r><w:ruby><w:rt>{run(TAG)}</w:rt><w:rubyBase>{run('x')}</w:rubyBase></w:ruby></w:r>¦ ",
    "a table's description": rows(f"<w:tr>{CELL}</w:tr>").replace(
        "<w:tblPr/>", f"<w:tblPr><w:tblCaption w:val='{TAG}'/></w:tblPr>"
    ),
}
DRAWN = "<a:p><a:r><a:t>In {{ na</a:t></a:r><a:r><a:t>me }}</a:t></a:r></a:p>"
NAMED = f'xmlns:a="{DRAWING}/main" xmlns:c="{DRAWING}/chart" xmlns:dgm="{DRAWING}/diagram"'
PARTS: Mapping[str, tuple[str, str, str]] = {
    "a chart's title": ("chart", "charts/chart1.xml", f"<c:chartSpace {NAMED}><c:rich>{DRAWN}</c:rich></c:chartSpace>"),
    "a chart's category": ("chart", "charts/chart1.xml", f"<c:chartSpace {NAMED}><c:v>{TAG}</c:v></c:chartSpace>"),
    "SmartArt": ("diagramData", "diagrams/data1.xml", f"<dgm:dataModel {NAMED}><dgm:t>{DRAWN}</dgm:t></dgm:dataModel>"),
    "SmartArt's picture": ("diagramDrawing", "diagrams/drawing1.xml", f"<dgm:drawing {NAMED}>{DRAWN}</dgm:drawing>"),
    "a cover page": (
        "customXml",
        "../customXml/item1.xml",
        f"<CoverPageProperties><Abstract>{TAG}</Abstract></CoverPageProperties>",
    ),
    "a document variable": (
        "settings",
        "settings.xml",
        f'<w:settings {NAMESPACES}><w:docVars><w:docVar w:name="a" w:val="{TAG}"/></w:docVars></w:settings>',
    ),
}
STORIES = ("header", "footer", "footnote", "endnote", "comment")


def shown(place: str) -> str:
    """The sketch of a place; what is part of a line begins one."""
    return f"In ¦{BODY[place]}" if BODY[place].endswith("¦ ") else BODY[place]


def with_part(kind: str, target: str, xml: str) -> bytes:
    name = target.removeprefix("../") if target.startswith("../") else f"word/{target}"
    own = relationships({"rIdOwn": (kind, target)})
    return docx("x", styles=False, more={name: HEAD + xml, "word/_rels/document.xml.rels": own})


def properties(kind: str, target: str, xml: str) -> bytes:
    related = relationships({"rmain": ("officeDocument", "word/document.xml"), "rown": (kind, target)})
    return docx("x", more={target: HEAD + xml, "_rels/.rels": related})


def filled(data: bytes) -> None:
    """Renders it; the value is there and no tag is left, in any member."""
    made, _ = merged(data, name=VALUE)
    texts = {name: text.decode() for name, text in members(made).items()}
    assert [name for name, text in texts.items() if "{{" in text or "name }}" in text] == []
    assert any(value in text for text in texts.values() for value in MADE)


@pytest.mark.parametrize("place", BODY)
def test_a_tag_in_the_body(place: str) -> None:
    filled(docx(shown(place)))


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("place", BODY)
def test_a_tag_in_another_story(place: str, story: str) -> None:
    filled(docx("x", **{story: shown(place)}))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", PARTS)
def test_a_tag_in_a_part_beside_the_text(place: str) -> None:
    filled(with_part(*PARTS[place]))


@pytest.mark.parametrize(
    ("kind", "target", "xml"),
    [
        ("extended-properties", "docProps/app.xml", f"<Properties><Company>{TAG}</Company></Properties>"),
        ("custom-properties", "docProps/custom.xml", f"<Properties><property><v>{TAG}</v></property></Properties>"),
    ],
)
def test_a_tag_in_a_property(kind: str, target: str, xml: str) -> None:
    filled(properties(kind, target, xml))


def test_a_tag_in_the_title() -> None:
    filled(docx("x", title=TAG))


@pytest.mark.parametrize("link", ["http://example.com/{{ name }}", "http://example.com/%7B%7B%20name%20%7D%7D"])
@pytest.mark.parametrize("story", ["body", "header"])
def test_a_tag_in_the_address_of_a_link(link: str, story: str) -> None:
    linked = f"In ¦<w:hyperlink r:id='rLink'>{run('x')}</w:hyperlink>¦ "
    stories = {"header": linked} if story == "header" else {}
    filled(docx(linked if story == "body" else "x", links={"rLink": link}, **stories))  # type: ignore[arg-type]


def test_deleted_text_is_not_executed() -> None:
    gone = f"<w:del w:id='5' w:author='A'><w:r><w:delText>{TAG}</w:delText></w:r></w:del>"
    made, _ = merged(docx(f"x¦{gone}"), name=VALUE)
    assert TAG in members(made)["word/document.xml"].decode()


def embedded() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{TAG}</t></si></sst>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/glossary/document.xml", part("glossaryDocument", paragraph(TAG)).encode()),
        ("word/embeddings/sheet1.xlsx", embedded()),
    ],
)
def test_a_tag_where_none_works_is_told(name: str, content: bytes) -> None:
    compiled, said = template.compile_docx(docx("x", more={name: content}), "t.docx")
    assert compiled is not None
    assert [(one.code, one.where.part) for one in said] == [("T402", name)]  # type: ignore[union-attr]
