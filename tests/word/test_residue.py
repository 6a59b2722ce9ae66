"""What stands in a file and is not for its reader."""

from __future__ import annotations

import pytest

from briefing.diagnostics import Diagnostic
from briefing.word import package
from briefing.word.residue import residue
from briefing.word.verify import verify
from tests.word.sketch import OFFICE, docx, members, part, run
from tests.word.sound import packed

MAIN = "word/document.xml"
VANISHING = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Deeper"><w:name w:val="Deeper"/><w:basedOn w:val="Secret"/></w:style>'
)
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr>"
INDEXED = (
    f'{HIDDEN}<w:fldChar w:fldCharType="begin"/></w:r>{HIDDEN}<w:instrText> XE "term" </w:instrText></w:r>'
    f'{HIDDEN}<w:fldChar w:fldCharType="end"/></w:r>'
)
DELETED = '<w:del w:id="5" w:author="Mallory"><w:r><w:delText>old words</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="6" w:author="Mallory">{run("new")}</w:ins>'


def styled(text: str, properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def found(body: str, *, finished: bool = False, **texts: str) -> list[Diagnostic]:
    data = docx(body, more={"word/styles.xml": part("styles", VANISHING)}, **texts)  # type: ignore[arg-type]
    assert [one.message for one in verify(data, "t.docx") if one.is_error and one.code != "O290"] == []
    return list(residue(package.read(data), MAIN, "t.docx", finished=finished))


def said(body: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in found(body)]


@pytest.mark.parametrize(
    "properties", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:rStyle w:val="Secret"/>', '<w:rStyle w:val="Deeper"/>']
)
def test_hidden_text_is_told_however_it_is_hidden(properties: str) -> None:
    assert said(f"Seen ¦{styled('not for you', properties)}") == [("O292", "hidden text: “not for you”")]


@pytest.mark.parametrize(
    "hidden",
    [
        styled("seen", '<w:vanish w:val="0"/>'),
        styled("seen", '<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>'),
        styled(" ", "<w:vanish/>"),
        INDEXED,
        styled("{% if x %}", "<w:vanish/>") + run("seen") + styled("{% endif %}{# note #}", "<w:vanish/>"),
        styled("seen", "<w:webHidden/>"),
    ],
)
def test_what_hides_no_words_is_left_alone(hidden: str) -> None:
    assert said(f"Seen ¦{hidden}") == []


def test_a_hidden_value_stays_hidden_and_is_told_at_its_place() -> None:
    (one,) = found(f"Seen ¦{styled('{{ secret }}', '<w:vanish/>')}")
    assert (one.where.paragraph, one.where.excerpt, one.where.at, one.where.length) == (  # type: ignore[union-attr]
        1,
        "Seen {{ secret }}",
        5,
        12,
    )


def test_tracked_changes_tell_what_was_there_and_who_was_there() -> None:
    assert said(f"Kept ¦{DELETED}¦{INSERTED}") == [
        ("O293", "text that was deleted is still there: “old words”"),
        ("O294", "a tracked change tells who made it: 'Mallory'"),
    ]


def test_changes_without_an_author_tell_nothing() -> None:
    assert said(f"Kept ¦{INSERTED.replace('Mallory', '')}") == []


def test_headers_are_looked_into() -> None:
    (one,) = found("Body", header=f"Head ¦{styled('draft of Monday', '<w:vanish/>')}")
    assert "header" in one.where.part  # type: ignore[union-attr]


def test_comments_are_told_of_a_finished_file_only() -> None:
    held = members(docx("Body", more={"word/styles.xml": part("styles", VANISHING)}))
    held["word/comments.xml"] = part("comments", "").encode()
    related = f'<Relationship Id="c" Type="{OFFICE}/comments" Target="comments.xml"/>'
    typed = f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS}"/>'
    for name, end, more in (("word/_rels/document.xml.rels", "</R", related), ("[Content_Types].xml", "</T", typed)):
        held[name] = held[name].replace(end.encode(), (more + end).encode())
    data = packed(held)
    assert [one.code for one in residue(package.read(data), MAIN, "t.docx", finished=True)] == ["O295"]
    assert residue(package.read(data), MAIN, "t.docx") == ()


def test_what_is_no_xml_is_nothing() -> None:
    held = members(docx("Body"))
    held["word/document.xml"] = b"<w:document"
    assert residue(package.read(packed(held)), MAIN, "t.docx") == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("body", "code"),
    [(f"a ¦{styled('b', '<w:vanish/>')}", "O292"), (f"a ¦{DELETED}", "O293"), (f"a ¦{INSERTED}", "O294")],
)
def test_what_no_style_hints_at_is_told_in_any_encoding(body: str, code: str, encoding: str) -> None:
    held = members(docx(body))
    text = held[MAIN].decode()
    held[MAIN] = (text if encoding == "utf-8" else text.replace("UTF-8", "UTF-16", 1)).encode(encoding)
    assert [one.code for one in residue(package.read(packed(held)), MAIN, "t.docx")] == [code]
