"""Values as text: every type that data can hold, in every place where a value can stand."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from briefing.model.rich import RichText
from tests.word.dump import dump
from tests.word.merging import body, faults, merged
from tests.word.sketch import docx, xml


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("R&D <b> 5 < 6", "R&D <b> 5 < 6"),
        ("</w:t></w:r>", "</w:t></w:r>"),
        ("{{ x }}", "{{ x }}"),
        (5, "5"),
        (0, "0"),
        (1.5, "1.5"),
        (True, "True"),
        (None, ""),
        (Decimal("1.10"), "1.10"),
        (datetime.date(2023, 1, 23), "2023-01-23"),
        ("a\tb\nc", "a\tb↵c"),
        ("a\r\nb\rc", "a↵b↵c"),
        ("  two  spaces  ", "  two  spaces  "),
        ("", ""),
        ("\u2028 \u00a0 \U0001f600", "\u2028 \u00a0 \U0001f600"),
    ],
)
def test_a_value_prints_as_typed(value: Any, printed: str) -> None:
    assert body("[{{ x }}]", x=value) == f"[{printed}]"
    assert body("{{ x }}", x=value) == printed


@pytest.mark.parametrize(
    ("value", "printed"), [(["a", 1], "a, 1"), (("a", 1), "a, 1"), ({"a": 1, "b": None}, "a: 1, b: ")]
)
def test_a_list_or_record_is_reported_and_prints_its_members(value: Any, printed: str) -> None:
    data, said = merged(docx("a {{ x }}"), x=value)
    assert [one.code for one in said] == ["R304"]
    assert dump(data) == f"a {printed}"


@pytest.mark.parametrize("name", ["range", "cycler", "namespace"])
def test_a_function_is_refused_where_a_text_is_wanted(name: str) -> None:
    (found,) = faults(docx(f"a {{{{ {name} }}}}b"))
    assert (found.code, found.hints) == ("R308", ("call it: {{ name(…) }}",))


@pytest.mark.parametrize("value", ["a\x00b", "a\x1fb", "a\x0bb", "a\ud800b", "a\ufffeb"])
def test_characters_that_no_document_may_hold_are_left_out_with_a_warning(value: str) -> None:
    data, said = merged(docx("[{{ x }}]", header="{{ x }}", title="{{ x }}"), x=value)
    assert {one.code for one in said} == {"R310"}
    assert dump(data) == "[ab]"
    assert "<dc:title>ab<" in xml(data, "docProps/core.xml")


def test_a_carriage_return_is_no_control_character() -> None:
    assert body("{{ x }}", x="a\rb") == "a↵b"


def test_a_megabyte_of_text_is_a_value_like_any_other() -> None:
    assert body("a {{ x }} b", x="5 < 6 & " * 131_072) == f"a {'5 < 6 & ' * 131_072} b"


def test_a_value_alone_keeps_the_look_of_its_paragraph_and_run() -> None:
    assert body("{Quote} *{{ x }}*", x="a") == "{Quote} *a*"


def test_nothing_is_written_when_a_value_is_missing() -> None:
    (fault,) = faults(docx("a {{ name.first }}"), nam={"first": 1})
    assert (fault.code, fault.hints) == ("T310", ("did you mean 'nam'?",))


def test_a_missing_value_prints_nothing_where_that_is_asked_for() -> None:
    data, said = merged(docx("a {{ name.first }}b{% for x in xs %}c{% endfor %}"), lenient=True)
    assert said == ()
    assert dump(data) == "a b"


def test_a_text_longer_than_readers_take_in_one_element_stands_in_several() -> None:
    data, _ = merged(docx("a {{ x }}"), x="é & " * 2_600_000)
    texts = re.findall("<w:t[^>]*>([^<]*)</w:t>", xml(data))
    assert max(map(len, texts)) < 10_000_000
    assert "".join(texts) == "a " + "é &amp; " * 2_600_000


# What it costs


@pytest.mark.parametrize(
    "module", ["emit", "emit.members", "look", "packaging", "package", "guards", "fragment", "pictures"]
)
def test_rendering_needs_no_xml_parser(module: str) -> None:
    code = f"import sys, briefing.word.{module}; sys.exit(any(name in sys.modules for name in ('lxml', 'docx')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_character_style_is_found_by_its_name_and_missing_told() -> None:
    sketch = "a {{ x | style('Strong words') }} b"
    (found,) = set(merged(docx(sketch), x="w")[1])
    assert (found.code, found.hints) == ("R320", ("add it in Word, or copy it from a starter template",))
    own = '<w:style w:type="character" w:styleId="a7"><w:name w:val="Strong Words"/></w:style></w:styles>'
    styles = xml(docx(sketch), "word/styles.xml").replace("</w:styles>", own)
    data, said = merged(docx(sketch, more={"word/styles.xml": styles}), x="w")
    assert said == ()
    assert '<w:rStyle w:val="a7"/>' in xml(data)


def test_a_character_style_is_missed_where_no_branch_prints_and_the_near_one_is_named() -> None:
    own = '<w:style w:type="character" w:styleId="a7"><w:name w:val="Strong Words"/></w:style></w:styles>'
    styles = xml(docx("a"), "word/styles.xml").replace("</w:styles>", own)
    sketch = "{% if gone is defined %}{{ x | style('Strong Word') }}{% endif %}"
    _, (found,) = merged(docx(sketch, more={"word/styles.xml": styles}))
    assert (found.code, found.hints) == ("R320", ("did you mean 'Strong Words'?",))


def test_a_list_prints_no_form_of_pythons_of_what_is_in_it() -> None:
    data, said = merged(docx("{{ x }} {{ x ~ '' }}"), x=[RichText.of("a"), ["b", {"c": RichText.of("d")}]])
    assert [one.code for one in said] == ["R304"]
    assert dump(data) == "a, b, c: d a, b, c: d"


def test_breaks_are_values() -> None:
    parted = "{% for x in xs %}\n{{ x }}{% if not loop.last %}{{ page_break }}{% endif %}\n{% endfor %}"
    assert xml(merged(docx(parted), xs=list("ab"))[0]).count('<w:br w:type="page"/>') == 1
    assert xml(merged(docx("a{{ column_break }}b"))[0]).count('<w:br w:type="column"/>') == 1


def test_tasks_of_markdown_have_boxes_in_place_of_bullets() -> None:
    data, _ = merged(docx("{{ x | markdown }}"), x="- [ ] open\n- [x] **done**\n- plain")
    assert [line.rpartition("} ")[2] for line in dump(data).splitlines()] == ["☐\topen", "☒\t¦*done*", "- plain"]
