"""A template makes no reader's machine ask anybody for anything."""

from __future__ import annotations

import io

import pytest

from briefing import render, template
from briefing.model.template import NOTHING, Keeping
from briefing.word import package
from briefing.word.verify import verify
from tests.word.sketch import docx, members
from tests.word.sound import SOUND, packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAR = "https://far.example/x"


def field(code: str, result: str = "as it was") -> str:
    """A complex field, as runs."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in code.split("|"))
    return f"¦{marks['begin']}{codes}{marks['separate']}<w:r><w:t>{result}</w:t></w:r>{marks['end']}¦"


def related(text: str, kind: str, target: str = FAR, part: str = "word/document.xml") -> bytes:
    """A Word file with a relationship to the outside in one of its parts, or its own (""), by the id rFar."""
    held = members(docx(text))
    folder, _, base = part.rpartition("/")
    table = f"{folder}/_rels/{base}.rels".lstrip("/")
    old = held.get(table, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
    entry = f'<Relationship Id="rFar" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    opened = old.decode().replace("/>", "></Relationships>") if b"</Rel" not in old else old.decode()
    return packed({**held, table: opened.replace("</Relationships>", entry)})


def made(data: bytes, keeping: Keeping = NOTHING) -> tuple[str, list[str]]:
    """All XML of what is rendered, and what is told of the template."""
    compiled, told = template.compile_docx(data, "t.docx", keeping=keeping)
    assert compiled is not None
    stream = io.BytesIO()
    assert render.render(compiled, {"x": "Ada"}, stream) == ()
    assert [one for one in verify(stream.getvalue(), "o.docx") if one.is_error] == []
    texts = (one.read().decode("utf-8", "replace") for one in package.read(stream.getvalue()).values())
    return "".join(texts), [f"{one.code} {one.message}" for one in told]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('¦<w:r><w:pict><v:shape><v:imagedata r:id="rFar"/></v:shape></w:pict></w:r>', "image"),
        ('<w:subDoc r:id="rFar"/>', "subDocument"),
        ('Said {{ x }}\n<w:altChunk r:id="rFar"/>', "aFChunk"),
        ("{{ x }}", "oleObject"),
    ],
)
def test_what_word_would_fetch_is_left_out_and_told(text: str, kind: str) -> None:
    xml, told = made(related(text, kind))
    assert "far.example" not in xml
    assert "rFar" not in xml
    assert told == [f"T407 what it would fetch is left out: {kind} {FAR}"]


@pytest.mark.parametrize("target", [FAR, "https://far.example/{{ x }}"])
def test_what_the_package_itself_relates_to_outside_is_left_out_and_told(target: str) -> None:
    xml, told = made(related("{{ x }}", "thumbnail", target, part=""))
    assert "far.example" not in xml
    assert told == [f"T407 what it would fetch is left out: thumbnail {target}"]


def test_a_link_of_the_package_itself_stays() -> None:
    xml, told = made(related("{{ x }}", "hyperlink", part=""))
    assert f'Target="{FAR}"' in xml
    assert told == []


def test_an_address_with_tags_goes_where_no_tags_are_read() -> None:
    xml, told = made(related("{{ x }}", "image", "https://far.example/{{ x }}", part="word/styles.xml"))
    assert "far.example" not in xml
    assert told == ["T407 what it would fetch is left out: image https://far.example/{{ x }}"]


def test_a_main_document_that_lies_elsewhere_is_none() -> None:
    held = members(docx("{{ x }}"))
    table = held["_rels/.rels"].decode().replace('officeDocument"', 'officeDocument" TargetMode="External"', 1)
    assert "External" in table
    compiled, (told,) = template.compile_docx(packed({**held, "_rels/.rels": table}), "t.docx")
    assert compiled is None
    assert told.code == "T001"


def test_many_relationships_go_in_time_in_line_with_their_number() -> None:
    shapes = "".join(
        f'¦<w:r><w:pict><v:shape><v:imagedata r:id="rId{number + 100}"/></v:shape></w:pict></w:r>'
        for number in range(2_000)
    )
    held = members(docx(f"{{{{ x }}}}{shapes}"))
    mode, name = 'TargetMode="External"', "word/_rels/document.xml.rels"
    entries = "".join(
        f'<Relationship Id="rId{number + 100}" Type="{OFFICE}/image" Target="{FAR}" {mode}/>' for number in range(2_000)
    )
    table = held[name].decode().replace("</Relationships>", f"{entries}</Relationships>")
    xml, told = made(packed({**held, name: table}))
    assert "far.example" not in xml
    assert len(told) == 2_000


def test_a_template_that_is_attached_goes_from_the_settings() -> None:
    settings = str(SOUND["word/settings.xml"]).replace(
        "<w:defaultTabStop", '<w:attachedTemplate r:id="rFar"/><w:defaultTabStop'
    )
    tag, mode = "attachedTemplate", 'Target="file:///C:/evil.dotm" TargetMode="External"'
    entry = f'<Relationship Id="rFar" Type="{OFFICE}/{tag}" {mode}/>'
    table = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entry}</Relationships>'
    )
    files = {**SOUND, "word/settings.xml": settings, "word/_rels/settings.xml.rels": table}
    xml, told = made(packed(files))
    assert "evil" not in xml
    assert "attachedTemplate" not in xml
    assert told == ["T407 what it would fetch is left out: attachedTemplate file:///C:/evil.dotm"]


def test_what_is_to_be_kept_is_kept() -> None:
    picture = '¦<w:r><w:pict><v:shape><v:imagedata r:id="rFar"/></v:shape></w:pict></w:r>'
    xml, told = made(related(picture, "image"), Keeping(external=True))
    assert f'Target="{FAR}"' in xml
    assert told == []


def test_links_stay_since_a_reader_clicks_them() -> None:
    xml, told = made(related('¦<w:hyperlink r:id="rFar"><w:r><w:t>there</w:t></w:r></w:hyperlink>', "hyperlink"))
    assert f'Target="{FAR}"' in xml
    assert told == []


@pytest.mark.parametrize(
    "code",
    [
        ' INCLUDEPICTURE "https://far.example/x.png" \\d ',
        " INCLUDETEXT c:\\\\secret.docx ",
        " DDE|AUTO c:\\\\windows\\\\cmd.exe ",
        ' dde excel "sheet" ',
        " &#68;DEAUTO cmd ",
        " LINK Excel.Sheet.8 book.xlsx ",
    ],
)
def test_a_field_that_fetches_leaves_what_it_shows(code: str) -> None:
    xml, told = made(docx(f"Total: {field(code)} {{{{ x }}}}"))
    assert "as it was" in xml
    assert "instrText" not in xml
    assert "fldChar" not in xml
    assert [one[:4] for one in told] == ["T407"]


def test_a_keyword_that_another_field_makes_is_nobodys_who_has_nothing_to_hide() -> None:
    inner = field(" QUOTE 68 68 69 ").strip("¦")
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    xml, told = made(docx(f"A ¦{begin}{inner}<w:r><w:instrText> cmd.exe</w:instrText></w:r>{end}"))
    assert "cmd.exe" not in xml
    assert [one[:4] for one in told] == ["T407"]


def test_a_simple_field_that_fetches_leaves_what_it_shows() -> None:
    simple = "¦<w:fldSimple w:instr=' INCLUDETEXT a.docx '><w:r><w:t>as it was</w:t></w:r></w:fldSimple>"
    xml, _ = made(docx(f"A {simple}"))
    assert "as it was" in xml
    assert "INCLUDETEXT" not in xml


def test_other_fields_stay() -> None:
    xml, told = made(docx(f"Page {field(' PAGE ', '1')} of {field(' NUMPAGES ', '2')}"))
    assert xml.count("instrText>") == 4
    assert told == []


def test_addresses_of_pictures_in_vml_go() -> None:
    shape = '¦<w:r><w:pict><v:shape><v:imagedata src="https://far.example/x.png"/></v:shape></w:pict></w:r>'
    xml, told = made(docx(f"A {shape}"))
    assert "far.example" not in xml
    assert told == ["T407 what it would fetch is left out: picture https://far.example/x.png"]
