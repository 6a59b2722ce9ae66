"""Charts from data: in the form of one of the template's or in a plain one; what is drawn and its sheet are equal."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.amounts import Percent
from briefing.model.rich import Chart, Series
from briefing.word.emit.charts import filled
from tests import judges
from tests.word.drawn import AXES, USED, Shown, axis, chart, columns, frame, series, with_chart
from tests.word.merging import faults, merged
from tests.word.sketch import docx, members, names, xml
from tests.word.test_verify import codes

TWO = columns(series(0), series(1, colour="accent2")) + AXES
SALES = {"categories": ["Q1", "Q2", "Q3"], "series": {"North": [3, 5, 7.5], "South": [4, None, 6]}}
DRAWN = [("North", ["Q1", "Q2", "Q3"], ["3", "5", "7.5"]), ("South", ["Q1", "Q2", "Q3"], ["4", "", "6"])]


def shown(plot: str = TWO, tag: str = "{{ sales }}", *, title: str = "", **values: Any) -> Shown:
    data, said = merged(with_chart(f"A{frame(tag)}B", chart(plot, title=title)), **values)
    assert said == ()
    return Shown(data)


@pytest.mark.parametrize(
    "sales",
    [
        SALES,
        {"categories": ["Q1", "Q2", "Q3"], "series": [{"name": n, "values": v} for n, v in SALES["series"].items()]},  # type: ignore[attr-defined]
        {"labels": ["Q1", "Q2", "Q3"], "datasets": [{"label": n, "data": v} for n, v in SALES["series"].items()]},  # type: ignore[attr-defined]
        {"categories": {"names": ["Q1", "Q2", "Q3"]}, "series": SALES["series"]},
        {"columns": ["Quarter", "North", "South"], "rows": [["Q1", 3, "4"], ["Q2", "5"], ["Q3", 7.5, 6]]},
        [
            {"q": "Q1", "North": 3, "South": 4},
            {"q": "Q2", "North": 5, "South": None},
            {"q": "Q3", "North": "7.5", "South": 6},
        ],
    ],
    ids=["series by name", "series", "datasets", "names", "rows", "records"],
)
def test_a_chart_of_the_template_draws_the_data_that_its_alternative_text_names(sales: Any) -> None:
    found = shown(sales=sales)
    assert found.series() == DRAWN
    assert found.agrees()


def test_series_beyond_those_drawn_are_made_like_the_last_in_the_next_colours() -> None:
    three = SALES | {"series": {"a": [1, 2, 3], "b": [1, 2, 3], "c": [1, 2, 3], "d": [1, 2, 3]}}
    found = shown(sales=three)
    colours = [one.get("val") for one in found.root.iter("{*}schemeClr")]
    assert colours == ["accent1", "accent2", "accent3", "accent4"]
    assert [name for name, _, _ in found.series()] == ["a", "b", "c", "d"]
    assert found.agrees()


def test_series_that_the_data_lacks_go_and_with_the_last_of_a_kind_its_axes() -> None:
    line = f'<c:lineChart><c:grouping val="standard"/>{series(1)}<c:axId val="3"/><c:axId val="4"/></c:lineChart>'
    plot = columns(series(0)) + line + AXES + axis("catAx", 3, 4) + axis("valAx", 4, 3)
    found = shown(plot, sales={"Q1": 3, "Q2": 5})
    assert [one.tag.split("}")[1] for one in found.root.find(".//{*}plotArea")] == ["barChart", "catAx", "valAx"]
    assert found.series() == [("Sample 1", ["Q1", "Q2"], ["3", "5"])]


def test_what_the_designer_said_of_single_points_goes_with_the_points() -> None:
    points = "".join(f'<c:dPt><c:idx val="{place}"/></c:dPt>' for place in (0, 2, 3))
    found = shown(columns(series(0, points)) + AXES, sales={"a": 1, "b": 2, "c": 3})
    assert [one.find("{*}idx").get("val") for one in found.root.iter("{*}dPt")] == ["0", "2"]


def test_the_number_format_is_the_templates_unless_the_data_asks_for_another() -> None:
    assert {one.text for one in shown(sales=SALES).root.iter("{*}formatCode")} == {"0.0"}
    asked = shown(tag="{{ sales | chart(format='0 %') }}", sales=SALES)
    assert {one.text for one in asked.root.iter("{*}formatCode")} == {"0 %"}


def test_dates_stand_on_an_axis_of_dates_and_names_turn_it_into_one_of_names() -> None:
    plot = columns(series(0)) + axis("dateAx", 1, 2, '<c:baseTimeUnit val="days"/>') + axis("valAx", 2, 1)
    dated = shown(plot, sales=[[datetime.date(2023, 1, 23), 4], [datetime.date(2023, 1, 25), 5]])
    assert dated.series() == [("Sample 1", ["44949", "44951"], ["4", "5"])]
    assert dated.agrees()
    named = shown(plot, sales={"a": 1})
    assert named.root.find(".//{*}dateAx") is None
    assert named.root.find(".//{*}catAx/{*}baseTimeUnit") is None


def test_points_of_a_scatter_stand_where_their_numbers_say() -> None:
    one = series(0).replace("c:cat>", "c:xVal>").replace("c:val>", "c:yVal>")
    plot = f'<c:scatterChart><c:scatterStyle val="lineMarker"/>{one}{USED}</c:scatterChart>'
    found = shown(plot + axis("valAx", 1, 2) + axis("valAx", 2, 1), sales=[[1.5, 4], [2, 5]])
    assert found.series() == [("Sample 1", ["1.5", "2"], ["4", "5"])]
    assert found.agrees()


def test_the_sheet_of_the_template_does_not_reach_the_reader() -> None:
    data, _ = merged(with_chart(f"A{frame('{{ sales }}')}", chart(TWO)), sales=SALES)
    assert not [name for name in names(data) if "old.xlsx" in name or "/chart1.xml" in name]
    assert not [one for one in members(data).values() if b"Sample" in one or b"secret" in one]
    assert "chart1" not in xml(data, "[Content_Types].xml") + xml(data, "word/_rels/document.xml.rels")


def test_a_chart_that_is_linked_to_a_file_gets_a_sheet_of_its_own() -> None:
    linked = with_chart(f"A{frame('{{ sales }}')}", chart(TWO), sheet=("hyperlink", "file:///C:/secret.xlsx"))
    data, _ = merged(linked, sales=SALES)
    assert not [name for name, one in members(data).items() if b"C:/secret" in one]
    assert Shown(data).agrees()


def test_each_pass_of_a_loop_has_a_chart_of_its_own() -> None:
    body = f"{{% for s in all %}}A{frame('{{ s.numbers }}')}B{{% endfor %}}"
    data, _ = merged(with_chart(body, chart(TWO)), all=[{"numbers": {"a": 1}}, {"numbers": {"b": 2}}])
    assert [Shown(data, number).series()[0][1:] for number in (1, 2)] == [(["a"], ["1"]), (["b"], ["2"])]
    assert xml(data).count("<wp:docPr") == 2
    assert len([name for name in names(data) if name.startswith("word/charts/style1-")]) == 2


def test_null_leaves_the_chart_out() -> None:
    data, _ = merged(with_chart(f"A{frame('{{ sales }}')}B", chart(TWO)), sales=None)
    assert "w:drawing" not in xml(data)
    assert not [name for name in names(data) if "charts" in name or "embeddings" in name]


def test_a_text_for_alternative_text_leaves_the_chart_as_it_is() -> None:
    data, _ = merged(with_chart(f"A{frame('{{ words }}')}B", chart(TWO)), words="Sales & more")
    assert 'descr="Sales &amp; more"' in xml(data)
    assert b"Sample 1" in members(data)["word/charts/chart1.xml"]


def test_a_missing_name_is_reported_once() -> None:
    (fault,) = faults(with_chart(f"A{frame('{{ sale }}')}B", chart(TWO)), sales=SALES)
    assert (fault.code, fault.message) == ("T310", "there is no 'sale' in the data")


@pytest.mark.parametrize("attribute", ["descr", "title"])
def test_the_alternative_text_or_its_title_names_the_data(attribute: str) -> None:
    body = f"A{frame('{{ sales | chart(alt=words) }}', attribute=attribute)}B"
    data, _ = merged(with_chart(body, chart(TWO)), sales=SALES, words="Up & up")
    assert Shown(data).series() == DRAWN
    assert 'descr="Up &amp; up"' in xml(data)
    assert "title=" not in xml(data)


def test_the_title_of_the_chart_names_the_data_and_is_the_datas_title_then() -> None:
    body = with_chart(f"A{frame('')}B", chart(TWO, title="{{ sales | chart(title='Sales') }}"))
    data, _ = merged(body, sales=SALES)
    found = Shown(data)
    assert found.series() == DRAWN
    assert "".join(found.root.find(".//{*}title").itertext()) == "Sales"
    assert found.root.find(".//{*}title//{*}defRPr").get("b") == "1"


def test_a_tag_in_the_title_of_the_chart_is_rendered_beside_its_data() -> None:
    found = shown(title="Sales of {{ year }}", sales=SALES, year=2023)
    assert "".join(found.root.find(".//{*}title").itertext()) == "Sales of 2023"


@pytest.mark.parametrize("kind", ["column", "bar", "line", "area", "pie"])
def test_data_without_a_chart_of_the_template_is_drawn_in_a_plain_one(kind: str, tmp_path: Path) -> None:
    sketch = docx(f"{{{{ sales | chart('{kind}', title='Sales', alt='Up') }}}}")
    data, _ = merged(sketch, sales=SALES if kind != "pie" else {"North": 3, "R&D <b>": 5})
    assert Shown(data).agrees()
    (tmp_path / "x.docx").write_bytes(data)
    assert judges.open_xml_sdk(tmp_path / "x.docx")[tmp_path / "x.docx"] == ()


def test_a_chart_takes_the_place_of_its_paragraph_and_its_caption_stands_below() -> None:
    data, _ = merged(docx("A\n{{ sales | chart(alt='Up', caption='Figure 1') }}\nB"), sales=SALES)
    assert xml(data).index("c:chart ") < xml(data).index("Figure 1") < xml(data).index(">B<")


def test_percentages_and_facts_are_numbers() -> None:
    assert shown(sales={"a": Percent(25), "b": "  2.50 "}).series() == [("Sample 1", ["a", "b"], ["0.25", "2.5"])]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sales", "message"),
    [
        ({"a": "many"}, "'many' is no number that a chart can draw"),
        ({"a": float("nan")}, "'nan' is no number that a chart can draw"),
        ({"a": True}, "'True' is no number that a chart can draw"),
        ([], "there is nothing to draw: the data has no categories or no series"),
        ([{"a": "x", "b": "y"}], "the records have no numbers beside 'a'"),
    ],
)
def test_what_cannot_be_drawn_is_said(sales: Any, message: str) -> None:
    (fault, *_) = faults(with_chart(f"A{frame('{{ sales }}')}B", chart(TWO)), sales=sales)
    assert message in fault.message


def test_a_picture_or_chart_among_characters_is_an_error() -> None:
    bookmark = "<w:bookmarkStart w:id='1' w:name='{{ sales | chart }}'/><w:bookmarkEnd w:id='1'/>"
    (fault,) = faults(docx(f"A ¦{bookmark}¦ B"), sales=SALES)
    assert fault.code == "R307"


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15)


@given(
    st.lists(texts, min_size=1, max_size=30),
    st.lists(st.tuples(texts, st.lists(numbers, max_size=40)), min_size=1, max_size=30),
)
def test_whatever_is_drawn_its_sheet_says_the_same(
    labels: list[str], drawn: list[tuple[str, list[float | None]]]
) -> None:
    data = Chart(tuple(labels), tuple(Series(name, tuple(values)) for name, values in drawn))
    made = filled(chart(TWO).encode(), data, "rSheet")
    found = Shown.of(made.xml, made.workbook)
    assert found.agrees()
    assert len(found.series()) == len(drawn)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c:pt idx="2">', '<c:pt idx="7">'),
        ('<c:pt idx="2">', '<c:pt idx="1">'),
        ('<c:catAx><c:axId val="1"/>', '<c:catAx><c:axId val="9"/>'),
    ],
)
def test_verify_finds_a_chart_that_is_at_odds_with_itself(old: str, new: str) -> None:
    sound = with_chart(f"A{frame('x')}", chart(TWO))
    assert "O274" not in codes(sound)
    assert "O274" in codes(with_chart(f"A{frame('x')}", chart(TWO).replace(old, new, 1)))
