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
        f'<Relationship Id="rId{number + 100}" Type="{OFFICE}/image" Target="{FAR}{number}" {mode}/>'
        for number in range(2_000)
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


def imported(chunk: bytes | str, kind: str = "text/html") -> bytes:
    """A Word file that has a chunk to import."""
    held = {name: data.decode() for name, data in members(docx("Said {{ x }}")).items()}
    entry = f'<Relationship Id="rC" Type="{OFFICE}/aFChunk" Target="chunk.htm"/></Relationships>'
    typed = f'<Override PartName="/word/chunk.htm" ContentType="{kind}"/></Types>'
    table, types, body = "word/_rels/document.xml.rels", "[Content_Types].xml", "word/document.xml"
    held[table] = held[table].replace("</Relationships>", entry)
    held[types] = held[types].replace("</Types>", typed)
    held[body] = held[body].replace("<w:body>", '<w:body><w:altChunk r:id="rC"/>')
    return packed({**held, "word/chunk.htm": chunk})


MHT = (
    "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    "PGltZyBzcmM9Imh0dHBzOi8vZmFyLmV4YW1wbGUvIj4=\n"
)


@pytest.mark.parametrize(
    "chunk",
    [
        '<p>Hi</p><script src="https://far.example/x"></script>',
        "<img alt='>' src = \nhttp://far.example/x>",
        '<link rel="stylesheet" href="&#104;ttp&#58;//far.example/x">',
        '<a href="#x" style="background: url(//far.example/x)">x</a>',
        "<style>p { background: url('\\\\far.example\\x') } </style>",
        '<style>@import "https://far.example/x";</style>',
        '<img srcset="a.png 1x, https://far.example/x 2x">',
        "<span style='mso-element:field-begin'></span> INCLUDEPICTURE far.example",
        MHT,
        "{\\rtf1 {\\field{\\*\\fldinst INCLUDEPICTURE far.example}}}",
        related("{{ x }}", "image"),
        '<img src="https://far.example/x">'.encode("utf-16"),
    ],
)
def test_a_chunk_to_import_that_names_what_lies_elsewhere_goes_and_is_told(chunk: bytes | str) -> None:
    data = imported(chunk)
    xml, told = made(data)
    assert "chunk.htm" not in xml
    assert "altChunk" not in xml
    assert [one[:4] for one in told if "T402" not in one] == ["T407"]
    assert "altChunk" in made(data, Keeping(external=True))[0]


@pytest.mark.parametrize(
    ("chunk", "kind"),
    [
        (
            '<html xmlns="http://www.w3.org/TR/REC-html40"><a href="https://far.example">https://far.example</a>',
            "text/html",
        ),
        ('<img src="data:image/png;base64,AAAA"><img src="a.png">', "text/html"),
        ("x=https://far.example", "text/plain"),
        ("{\\rtf1 Hello}", "application/rtf"),
        (docx("Hello"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    ],
)
def test_a_chunk_to_import_with_all_in_it_stays(chunk: bytes | str, kind: str) -> None:
    xml, told = made(imported(chunk, kind))
    assert "altChunk" in xml
    assert told == []


def test_a_mail_merge_goes_with_its_query() -> None:
    query = '<w:connectString w:val="Provider=far.example"/><w:query w:val="SELECT"/>'
    merge = f'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>{query}</w:mailMerge>'
    settings = str(SOUND["word/settings.xml"]).replace("<w:defaultTabStop", f"{merge}<w:defaultTabStop")
    assert merge in settings
    xml, told = made(packed({**SOUND, "word/settings.xml": settings}))
    assert "mailMerge" not in xml
    assert told == ["T407 what it would fetch is left out: mailMerge Provider=far.example"]


@pytest.mark.parametrize(
    "code",
    [
        "<w:del w:id='9' w:author='a'><w:r><w:delInstrText> LINK far.example </w:delInstrText></w:r></w:del>",
        field(" PAGE </w:instrText><w:delInstrText> INCLUDETEXT far.example </w:delInstrText><w:instrText>")
        .strip("¦")
        .replace(" PAGE ", ""),
    ],
)
def test_a_code_that_rejecting_a_change_would_bring_back_goes(code: str) -> None:
    xml, told = made(docx(f"A ¦{code}¦ b"))
    assert "far.example" not in xml
    assert [one[:4] for one in told] == ["T407"]


def test_a_code_in_another_encoding_goes() -> None:
    held = members(docx(f"A {field(' INCLUDETEXT far.example ')}"))
    body = held["word/document.xml"].decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
    xml, told = made(packed({**held, "word/document.xml": body}))
    assert "far.example" not in xml
    assert [one[:4] for one in told] == ["T407"]
