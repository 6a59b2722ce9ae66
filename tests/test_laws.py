"""Laws that hold for every input: text comes back as it went in, what is not a tag is not touched, output is sound."""

from __future__ import annotations

import html
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing import render, template
from tests.word.merging import merged, new_errors
from tests.word.sketch import blocks, docx, members, paragraph, run, table, xml

# All that a str can hold, with a bias to what has a meaning somewhere: markup, tags, line ends, what XML forbids.
TEXT = st.text(
    st.one_of(
        st.characters(codec=None, exclude_categories=()),
        st.sampled_from("&<>\"'{}%#\\|\t\n\r\x00\x05\x0b\ufffe\ud800 \u00a0\u2028"),
    ),
    max_size=40,
)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def kept(text: str) -> str:
    """What of a text a document can hold."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_back(data: bytes, name: str) -> str:
    """The text of the first paragraph of a part, a line end and a tab for Word's elements."""
    root = etree.fromstring(members(data)[name])
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    found = next(root.iter(f"{W}p")).iter(f"{W}t", *signs)
    return "".join(signs.get(str(node.tag), node.text or "") for node in found)


TEMPLATE = docx(
    f'[{{{{ x }}}}]¦<w:hyperlink w:anchor="a" w:tooltip="[{{{{ x }}}}]">{run("l")}</w:hyperlink>',
    header="[{{ x }}]",
    title="[{{ x }}]",
)


@given(TEXT)
def test_any_text_reads_back_as_it_went_in(text: str) -> None:
    data, _ = merged(TEMPLATE, x=text)
    expected = f"[{kept(text)}]"
    assert read_back(data, "word/document.xml") == f"{expected}l"
    assert read_back(data, "word/header1.xml") == expected
    (link,) = etree.fromstring(members(data)["word/document.xml"]).iter(f"{W}hyperlink")
    assert link.get(f"{W}tooltip") == expected
    (title,) = re.findall("<dc:title>(.*)</dc:title>", xml(data, "docProps/core.xml"), re.DOTALL)
    assert html.unescape(title) == expected


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="{}‖¶¦|", exclude_categories=("Cc", "Cs")), max_size=20)


@given(st.lists(PLAIN, max_size=5), PLAIN)
def test_a_template_without_tags_gives_every_members_bytes_back(lines: list[str], header: str) -> None:
    content = "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
    before = docx(content, header=header)
    after, said = merged(before)
    assert said == ()
    assert members(after) == members(before)


@given(TEXT, st.lists(TEXT, max_size=3))
@settings(max_examples=30)
def test_twice_the_same_input_gives_twice_the_same_bytes(x: str, xs: list[str]) -> None:
    data = docx("{{ x }}\n{% for y in xs %}\n1. {{ y }}\n{% endfor %}\na ‖ {{ xs }}", header="{{ x | markdown }}")
    assert merged(data, x=x, xs=xs) == merged(data, x=x, xs=xs)


# Soups: templates of any shape

TAGS = [
    *("{{ x }}", "{{ x | markdown }}", "{{ y.z }}", "{{ xs }}", "{{ 1 + 1 }}", "{# note #}", "{% set v = 1 %}"),
    *("{% for i in xs %}", "{% endfor %}", "{% if x %}", "{% else %}", "{% endif %}", "{{ i }}", "{{ v }}"),
    *("{% set c %}", "{% endset %}", "{{ c }}", "{% macro m() %}", "{% endmacro %}", "{{ m() }}"),
]
PIECES = [
    *(" ", "text ", "*bold*", "_it_"),
    "¦<w:r><w:br/></w:r>¦",
    "¦<w:r><w:tab/></w:r>¦",
    "¦<w:bookmarkStart w:id='7' w:name='m'/>¦",
    "¦<w:bookmarkEnd w:id='7'/>¦",
    "¦<w:proofErr w:type='spellStart'/>¦",
]
BALANCED = st.recursive(
    st.sampled_from([*TAGS[:7], *PIECES, "¦", "\n"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(
            st.sampled_from(
                [
                    ("{% for i in xs %}", "{% endfor %}"),
                    ("{% if x %}", "{% endif %}"),
                    ("{% if x %}", "{% else %}{{ x }}{% endif %}"),
                    ("{% for i in xs %}\n", "\n{% endfor %}\n"),
                    ("{% if not x %}\n", "\n{% endif %}\n"),
                    ("{% set c %}", "{% endset %}{{ c }}"),
                ]
            ),
            inner,
        ).map(lambda pair: f"{pair[0][0]}¦{pair[1]}¦{pair[0][1]}"),
    ),
    max_leaves=12,
)
WILD = st.lists(st.sampled_from([*TAGS, *PIECES, "¦", "\n", "\n"]), max_size=14).map("".join)
CELLS = st.one_of(BALANCED, WILD).map(lambda sketch: "".join(map(paragraph, sketch.split("\n"))))
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4).map(
    lambda rows: table(
        "a ‖ b", *("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    )
)
STORIES = st.lists(
    st.one_of(
        BALANCED.map(lambda sketch: "".join(map(paragraph, sketch.split("\n")))),
        WILD.map(lambda sketch: "".join(map(paragraph, sketch.split("\n")))),
        TABLES,
        BALANCED.map(
            lambda sketch: (
                f"<w:sdt><w:sdtContent>{''.join(map(paragraph, sketch.split(chr(10))))}</w:sdtContent></w:sdt>"
            )
        ),
    ),
    max_size=3,
).map("".join)
VALUES = st.fixed_dictionaries(
    {
        "x": st.one_of(
            TEXT, st.none(), st.integers(), st.sampled_from(["# H\n\n1. a\n2. b", "| a |\n|---|\n| b |", "*e*"])
        ),
        "xs": st.lists(TEXT, max_size=3),
        "y": st.fixed_dictionaries({"z": TEXT}),
    }
)


@given(STORIES, STORIES, VALUES)
@settings(max_examples=400)
def test_output_is_sound_whatever_the_template_and_the_data(body: str, header: str, values: dict[str, object]) -> None:
    with_body = xml(docx("HERE")).replace(blocks("HERE"), body)
    with_header = xml(docx("a", header="HERE"), "word/header1.xml").replace(blocks("HERE"), header or "<w:p/>")
    data = docx("a", header="a", more={"word/document.xml": with_body, "word/header1.xml": with_header})
    compiled, said = template.compile_docx(data, "t.docx")
    if compiled is None or any(one.is_error for one in said):
        return
    stream = io.BytesIO()
    said = render.render(compiled, values, stream)
    if stream.getvalue():
        for name, content in members(stream.getvalue()).items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(content)
        assert new_errors(data, stream.getvalue()) == []
    else:
        assert any(one.is_error for one in said)
