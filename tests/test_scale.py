"""Four times as much in a template, or in its data, is about four times the work to compile, render and verify."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import render
from briefing.template import compiling
from briefing.word.verify import verify
from tests.letters import compiled
from tests.word.sketch import docx, members, run
from tests.word.sound import packed
from tests.word.test_pictures import png
from tests.work import calls

FEW, TIMES = 60, 4


def field(code: str, shows: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    return f"¦{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{separate}{run(shows)}{end}"


def marked(number: int, text: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/>¦{text}¦<w:bookmarkEnd w:id="{number}"/>'


def styles_in_a_row(number: int) -> bytes:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="C{one}"><w:name w:val="C {one}"/>'
        f'<w:basedOn w:val="{f"C{one - 1}" if one else "Normal"}"/></w:style>'
        for one in range(12 * number)
    )
    held = members(docx("{{ x }}"))
    return packed(
        {**held, "word/styles.xml": held["word/styles.xml"].decode().replace("</w:styles>", made + "</w:styles>")}
    )


CASES: dict[str, Callable[[int], bytes]] = {
    "conditions of one block": lambda number: docx(
        "\n".join(("{% if x == 0 %}", *(f"{{% elif x == {one} %}}\na" for one in range(2, number)), "{% endif %}"))
    ),
    "prefixed tags in one paragraph": lambda number: docx("{%p if x %}a{%p endif %}" * number),
    "prefixed tags in one row": lambda number: docx("a ‖ " + "¶".join(["{{tr x }}"] * 4 * number)),
    "columns that repeat": lambda number: docx(
        "a ‖ " + " ‖ ".join(["{%tc for y in xs[2:] %} ‖ {{ y }} ‖ {%tc endfor %}"] * number)
    ),
    "bookmarks in a loop": lambda number: docx(
        "\n".join(("{% for y in xs %}", *(marked(one, "{{ y }}") for one in range(number)), "{% endfor %}"))
    ),
    "references": lambda number: docx(
        "\n".join(
            [marked(one, "{{ x }}") for one in range(number)]
            + [f"See {field(f'REF b{one}', '{{ x }}')}" for one in range(number)]
        )
    ),
    "styles in a row": styles_in_a_row,
    "tags": lambda number: docx("\n".join(["{{ x }} ‖ {{ x }} ‖ {{ xs[0] }}"] * 4 * number)),
}


def work(data: bytes) -> int:
    """The calls that one template takes."""

    def run() -> None:
        compiled, told = compiling.compile_docx(data, "t.docx")
        assert compiled is not None
        assert not [one for one in told if one.is_error and not one.code.startswith("O")]
        stream = io.BytesIO()
        render.render(compiled, {"x": 1, "xs": [1, 2]}, stream)
        assert not [one for one in verify(stream.getvalue(), "o.docx") if one.is_error]

    return calls(run)


@pytest.mark.parametrize("held", CASES)
def test_four_times_as_much_is_about_four_times_the_work(held: str) -> None:
    work(CASES[held](2))  # what is read once for all
    assert work(CASES[held](TIMES * FEW)) < 1.25 * TIMES * work(CASES[held](FEW))


def rows_of(number: int) -> object:
    return [{"a": one, "b": [{"c": f"{one} & {other}"} for other in range(20)]} for one in range(number)]


DATA: dict[str, tuple[tuple[str, ...], Callable[[int, Path], object]]] = {
    "rows": (("{% for x in xs %}", "{{ x.a }}", "{% endfor %}"), lambda number, _: rows_of(number)),
    "loops of twenty": (
        ("{% for x in xs %}", "{{ x.a }}", "{% for y in x.b %}", "{{ y.c }}", "{% endfor %}", "{% endfor %}"),
        lambda number, _: rows_of(number),
    ),
    "pictures": (
        ("{% for x in xs %}", "{{ x | picture }}", "{% endfor %}"),
        lambda number, folder: [drawn(folder / f"{one}.png", one) for one in range(number)],
    ),
}


def drawn(file: Path, number: int) -> str:
    """A picture that no other is the same as."""
    file.write_bytes(png(2 + number, 2))
    return str(file)


@pytest.mark.parametrize("held", DATA)
def test_data_that_holds_four_times_as_much_is_about_four_times_the_work_to_render(held: str, tmp_path: Path) -> None:
    paragraphs, data = DATA[held]
    template = compiled(*paragraphs)

    def work(number: int) -> int:
        values, stream = {"xs": data(number, tmp_path)}, io.BytesIO()
        taken = calls(lambda: render.render(template, values, stream))
        assert not [one for one in verify(stream.getvalue(), "o.docx") if one.is_error]
        return taken

    work(2)
    assert work(TIMES * FEW) < 1.05 * TIMES * work(FEW)
