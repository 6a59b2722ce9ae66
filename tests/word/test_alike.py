"""One row for many that are alike."""

from __future__ import annotations

from briefing.word import alike, package
from briefing.word.package import Member, Package

MANY = 20_000
NAME = "word/document.xml"


def row(text: str, *, attributes: str = "", inside: str = "") -> str:
    return f"<w:tr{attributes}><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p>{inside}</w:tc></w:tr>"


def folded(rows: str, *, template: Package | None = None) -> str:
    """What is left of a large table of these rows."""
    member = package.pack(NAME, (f"<w:tbl>{rows}</w:tbl>".encode(),))
    assert member.size > alike.SHORTEST
    return alike.folded({NAME: member}, template or {})[NAME].read().decode()


def test_rows_that_differ_in_text_alone_are_folded_into_the_first_two() -> None:
    assert folded("".join(row(f"text {n}") for n in range(MANY))) == f"<w:tbl>{row('text 0')}{row('text 1')}</w:tbl>"


def test_a_row_of_another_form_stays_and_so_does_the_first_after_it() -> None:
    odd = row("odd", attributes=' w:rsidR="1"')
    many = "".join(row(f"text {n}") for n in range(MANY))
    assert folded(many + odd + many) == f"<w:tbl>{row('text 0')}{row('text 1')}{odd}{row('text 0')}</w:tbl>"


def test_rows_with_ids_of_their_own_all_stay() -> None:
    rows = "".join(row("a", inside=f'<w:bookmarkStart w:id="{n}" w:name="b"/>') for n in range(MANY))
    assert folded(rows) == f"<w:tbl>{rows}</w:tbl>"


def test_rows_that_hold_others_all_stay_and_what_they_hold_is_folded() -> None:
    inner = "".join(row(f"{n}") for n in range(MANY // 2))
    rows = row("a", inside=f"<w:tbl>{inner}</w:tbl>") * 2
    few = f"<w:tbl>{row('0')}{row('1')}</w:tbl>"
    assert folded(rows) == f"<w:tbl>{row('a', inside=few) * 2}</w:tbl>"


def test_what_was_not_rendered_or_is_small_stays_as_it_is() -> None:
    large = package.pack(NAME, ("".join(row(str(n)) for n in range(MANY)).encode(),))
    small = package.pack("word/header1.xml", (row("a").encode() * 4,))
    whole: dict[str, Member] = {NAME: large, small.name: small}
    assert alike.folded(whole, {NAME: large}) is whole


def test_the_form_of_a_table_says_nothing_of_how_many_rows_it_has() -> None:
    few, many, other = (
        alike.form("".join(row(f"{n}", inside=inside) for n in range(count)).encode())
        for count, inside in ((3, ""), (50, ""), (3, "<w:p/>"))
    )
    assert few == many != other


def test_rows_with_an_id_or_hidden_text_are_all_looked_at() -> None:
    for inside in ('<w:bookmarkStart w:id="1" w:name="b"/>', "<w:p><w:rPr><w:vanish/></w:rPr></w:p>"):
        rows = "".join(row(f"{n}", inside=inside) for n in range(MANY))
        assert folded(rows) == f"<w:tbl>{rows}</w:tbl>"
