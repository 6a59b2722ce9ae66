"""What tags print, and how values behave in them."""

from __future__ import annotations

import datetime
import functools
import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import language, limits
from briefing.diagnostics import Span, in_order
from briefing.model.brief import Reader
from briefing.model.content import Limits
from briefing.model.named import Named
from briefing.model.record import Record
from briefing.model.rich import RichText
from tests.letters import fault, faults, printed, said

XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)


def test_text_prints_as_it_is() -> None:
    assert printed("Dear {{ name }}!", name="R&D <b> 5 < 6") == ["Dear R&D <b> 5 < 6!"]


@given(XML_TEXT)
def test_any_text_prints_as_it_is(text: str) -> None:
    assert language.evaluate("x ~ ''", {"x": text}) == (text, None)


@given(XML_TEXT)
def test_a_value_is_never_read_as_a_template(text: str) -> None:
    assert printed("a{{ x }}b", x="{{ " + text.replace("\u2028", "").replace("\u2029", "") + " }}{% if %}")[
        0
    ].startswith("a{{ ")


def test_null_prints_nothing_and_is_none() -> None:
    assert printed("[{{ x }}] {{ x is none }} {{ x or 'none' }}", x=None) == ["[] True none"]


@pytest.mark.parametrize(
    "filter", ["upper", "trim", "replace('o', '0')", "date", "number", "money", "percent", "markdown", "default('x')"]
)
def test_filters_print_nothing_of_null(filter: str) -> None:
    assert printed(f"[{{{{ x | {filter} }}}}{{{{ x ~ x }}}}{{{{ [x] | join }}}}]", x=None) == ["[]"]


def test_keys_of_the_author_win_over_methods() -> None:
    assert printed("{{ invoice.items }} {{ invoice['keys'] }}", invoice=Record({"items": "three", "keys": "two"})) == [
        "three two"
    ]


def test_a_key_that_holds_text_leaves_the_method_to_a_call() -> None:
    record = Record({"items": "three", "b": 2})
    assert printed("{% for k, v in r.items() %}{{ k }}={{ v }} {% endfor %}", r=record) == ["items=three b=2 "]


def test_a_method_is_reached_by_calling_it_only() -> None:
    assert printed("{{ x.title() }}", x="the end") == ["The End"]
    assert said(fault("{{ x.title }}", x="the end")) == (
        "T310 | {{ x.title }} | 'x' has no field 'title' | with brackets it is a method: title()"
    )


@pytest.mark.parametrize(
    ("typed", "prints"),
    [
        ("{{ a.b.c }}", "deep"),
        ("{{ a['b'].c }}", "deep"),
        ("{{ xs[0] }} {{ xs.1 }} {{ xs[-1] }}", "1 2 3"),
        ("{{ xs[1:] | join('+') }}", "2+3"),
        ("{{ 7 // 2 }} {{ 7 % 2 }} {{ 2 ** 8 }} {{ -n }}", "3 1 256 -4"),
        ("{{ 'a' ~ n ~ 'b' }}", "a4b"),
        ("{{ 'yes' if n > 3 else 'no' }} {{ 'only' if n > 9 }}", "yes "),
        ("{{ n in xs }} {{ 2 not in xs }} {{ 3 < n <= 4 }}", "False False True"),
        ("{{ 'x' in 'text' and not false }}", "True"),
        ("{{ '%.1f' % 2.25 }} {{ '{:>4}'.format(n) }}", "2.2    4"),
        ("{{ d > earlier }} {{ (d - earlier).days }} {{ d.year }}", "True 22 2023"),
        ("{{ d.strftime('%d.%m.%Y') }} {{ d.isoformat() }}", "23.01.2023 2023-01-23"),
        ("{{ price * 3 }} {{ price + 1 }}", "0.30 1.10"),
        ("{{ nothing | default('none') }} {{ '' | default('empty', true) }}", "none empty"),
        ("{{ nothing is defined }} {{ n is defined }} {{ nothing is undefined }}", "False True True"),
        ("{{ n is even }} {{ n is divisibleby 3 }} {{ xs is iterable }} {{ a is mapping }}", "True False True True"),
        ("{{ 'a-b' | replace('-', '+') }} {{ 'ab'.replace('a', 'x', 1) }}", "a+b xb"),
        ("{{ x.y | upper() }} {{ 'ab' | capitalize }} {{ ' a ' | trim }}", "TEXT Ab a"),
        ("{{ rows | map(attribute='v') | join(', ') }}", "2, 1"),
        ("{{ rows | sort(attribute='v') | map(attribute='k') | join }}", "ba"),
        ("{{ rows | join('/', attribute='k') }} {{ rows | sum(attribute='v') }}", "a/b 3"),
        ("{{ rows | selectattr('v', 'gt', 1) | map(attribute='k') | list | length }}", "1"),
        ("{% for g in rows | groupby('v') %}{{ g.grouper }}:{{ g.list | length }} {% endfor %}", "1:1 2:1 "),
        (
            "{{ xs | batch(2, '-') | map('join') | join('|') }} {{ xs | slice(2) | map('sum') | join('|') }}",
            "12|3- 3|3",
        ),
        ("{{ xs | first }} {{ xs | last }} {{ xs | max }} {{ xs | reverse | join }}", "1 3 3 321"),
        ("{{ ([1, 2] + [3]) | join }} {{ ((1, 2) + (3,)) | join }}", "123 123"),
        ("{{ 2.345 | round(1) }} {{ '7' | int + 1 }} {{ '%s-%s' | format('a', 'b') }}", "2.3 8 a-b"),
        ("{# nobody reads this #}seen", "seen"),
        ("{{ dict(a=1).a }} {{ {'k': 'v'}.k }} {{ range(3) | join }}", "1 v 012"),
        ("{{ 'em' | center(6) | e | escape | length }}", "6"),
        ("{{-n-}} {{ n -}} x", "44x"),
        ("{{ '<b>' | safe }} {{ '<b>' | forceescape }} {{ '<b>bold</b>' | striptags }}", "<b> <b> bold"),
        ("{{ 'ab cd' | wordwrap(2) | indent(1) }} {{ a | tojson }}", 'ab\n cd {"b": {"c": "deep"}}'),
        ("{{ 2048 | filesizeformat }}", "2.0 kB"),
    ],
)
def test_expressions(typed: str, prints: str) -> None:
    data: dict[str, Any] = {
        "a": {"b": {"c": "deep"}},
        "x": {"y": "text"},
        "n": 4,
        "xs": [1, 2, 3],
        "rows": [{"k": "a", "v": 2}, {"k": "b", "v": 1}],
        "d": datetime.date(2023, 1, 23),
        "earlier": datetime.date(2023, 1, 1),
        "price": Decimal("0.10"),
    }
    assert printed(typed, **data) == [prints]


@pytest.mark.parametrize(
    ("typed", "prints"),
    [
        ("{% for x in xs %}{{ loop.index }}/{{ loop.length }}{{ x }} {% endfor %}", "1/3a 2/3b 3/3b "),
        ("{% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}", "a, b, b"),
        ("{% for x in xs %}{{ loop.cycle('odd', 'even') }} {% endfor %}", "odd even odd "),
        ("{% for x in xs %}{% if loop.changed(x) %}{{ x }}{% endif %}{% endfor %}", "ab"),
        ("{% for x in xs %}{{ loop.nextitem | default('end') }}{% endfor %}", "bbend"),
        ("{% for x in xs %}{{ loop.previtem if not loop.first else '-' }}{% endfor %}", "-ab"),
        ("{% for x in xs if x != 'a' %}{{ loop.revindex }}{% endfor %}", "21"),
        ("{% for x in xs[9:] %}x{% else %}nobody{% endfor %}", "nobody"),
        ("{% for k, v in pairs %}{{ k }}{{ v }}{% endfor %}", "a1b2"),
        ("{% for n in tree recursive %}{{ n.t }}{% if n.c %}({{ loop(n.c) }}){% endif %}{% endfor %}", "1(23)4"),
        ("{% if n > 3 %}big{% elif n > 1 %}some{% else %}few{% endif %}", "some"),
        ("{% set y = n + 1 %}{{ y }}{% set z %}<{{ y }}>{% endset %}{{ z }}{{ z | length }}", "3<3>3"),
        ("{% macro m(a, b='!') %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(2, b='?') }}", "[1!][2?]"),
        ("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}in{% endcall %}", "(in)"),
        ("{% filter upper %}loud {{ n }}{% endfilter %}", "LOUD 2"),
        ("{% with a = n * 2 %}{{ a }}{% endwith %}", "4"),
        ("{% set ns = namespace(s=0) %}{% for i in range(4) %}{% set ns.s = ns.s + i %}{% endfor %}{{ ns.s }}", "6"),
        ("{% set c = cycler('x', 'y') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}", "xyx"),
        ("{% set j = joiner(', ') %}{% for x in xs %}{{ j() }}{{ x }}{% endfor %}", "a, b, b"),
        ("{% macro p() %}Hello {}{% endmacro %}{{ p().format('you') }}", "Hello you"),
        ("{% set h %}a & b{% endset %}{{ h ~ '!' }} {{ h == 'a & b' }} {{ h | upper }}", "a & b! True A & B"),
    ],
)
def test_statements(typed: str, prints: str) -> None:
    tree = [{"t": 1, "c": [{"t": 2, "c": []}, {"t": 3, "c": []}]}, {"t": 4, "c": []}]
    assert printed(typed, xs=["a", "b", "b"], n=2, pairs=[("a", 1), ("b", 2)], tree=tree) == [prints]


DAY = datetime.date(2023, 1, 23)


@pytest.mark.parametrize(
    ("typed", "british", "american", "german"),
    [
        ("{{ d | date }}", "23 January 2023", "January 23, 2023", "23. Januar 2023"),
        ("{{ d | date('short') }}", "23/01/2023", "1/23/23", "23.01.23"),
        ("{{ d | date('month') }}", "January 2023", "January 2023", "Januar 2023"),
        ("{{ n | number }}", "12,345.5", "12,345.5", "12.345,5"),
        ("{{ n | number(2) }}", "12,345.50", "12,345.50", "12.345,50"),
        ("{{ 0.25 | percent }}", "25%", "25%", "25 %"),
        ("{{ 1500000 | money('EUR') }}", "€1.5m", "€1.5m", "1,5 Mio. €"),
        ("{{ ['a', 'b', 'c'] | listed }}", "a, b and c", "a, b, and c", "a, b und c"),
    ],
)
def test_filters_speak_the_readers_language(typed: str, british: str, american: str, german: str) -> None:
    def spaced(tongue: str) -> str:
        (line,) = printed(typed, tongue=tongue, d=DAY, n=Decimal("12345.5"))
        return line.replace("\u00a0", " ").replace("\u202f", " ")

    assert [spaced(tongue) for tongue in ("en-GB", "en-US", "de")] == [british, american, german]


def test_markdown_prints_with_its_form() -> None:
    assert printed("So: {{ x | markdown }}!", x="one *two*") == ["So: one two!"]
    assert printed("{{ x | markdown }}", x="one\n\ntwo") == ["one", "two"]


def test_paragraphs_inside_a_line_are_refused() -> None:
    assert said(fault("See: {{ x | markdown }}", x="one\n\ntwo")) == (
        "R303 | {{ x | markdown }} | more than one paragraph cannot stand inside a line"
        " | let the tag stand alone in its paragraph"
    )


def test_a_captured_block_with_paragraphs_is_refused_inside_a_line() -> None:
    body = ["{% set note %}", "First.", "Second.", "{% endset %}", "Note: {{ note }}"]
    assert fault(*body).code == "R303"
    assert printed(*body[:4], "{{ note }}") == ["First.", "Second."]


def test_rich_text_compares_and_filters_as_its_plain_text() -> None:
    text = RichText.of("plain")
    assert printed("{{ x == 'plain' }} {{ x | upper }} {{ x ~ '!' }}", x=text) == ["True PLAIN plain!"]


def test_lazy_filters_give_lists_that_can_be_used_twice() -> None:
    typed = "{% set vs = rows | map(attribute='v') %}{{ vs | length }}: {{ vs | join }}{{ vs | join }}"
    assert printed(typed, rows=[{"v": 1}, {"v": 2}]) == ["2: 1212"]


def test_a_list_printed_as_it_stands_is_reported() -> None:
    found = fault("{{ xs | map('upper') }}", xs=["a"])
    assert (found.code, found.message) == ("R304", "the value is a list, not a text")


READER = Reader("board", "Board", "note", "brief", "notes", Limits())


@pytest.mark.parametrize(
    "typed", ["{{ audience }}", "{{ audience ~ '!' }}", "{{ audience | upper }}", "{{ [audience] | join }}"]
)
def test_a_record_without_text_is_refused_and_its_fields_named(typed: str) -> None:
    assert said(fault(typed, audience=READER)) == (
        f"R308 | {typed} | the audience is a record, and has no text of its own"
        " | name one of its fields: id, label, paper, depth, citations, limits"
    )


def test_a_list_of_records_is_looped_over() -> None:
    assert said(fault("{{ readers }}", readers=[READER])) == (
        "R308 | {{ readers }} | the list holds records: the audience has no text of its own"
        " | loop over it: {% for reader in readers %} … {% endfor %}"
    )


# What is missing


def test_a_missing_root_has_a_hint() -> None:
    assert said(fault("Dear {{ nmae }}", name="Ada")) == (
        "T310 | {{ nmae }} | there is no 'nmae' in the data | did you mean 'name'?"
    )


def test_a_missing_field_has_a_hint_that_says_where_the_near_one_is_written() -> None:
    record = Record({"street": "High Street"}, keys={"street": Span("ada.yaml", 9, 1)})
    assert said(fault("{{ ada.stret }}", ada=record)) == (
        "T310 | {{ ada.stret }} | 'ada' has no field 'stret' | did you mean 'street'? it is written at ada.yaml:9:1"
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("{{ xs[7] }}", "'xs' has no item 7; it has 2"),
        ("{{ [] | first }}", "there is no value: no first item, sequence was empty"),
        ("{{ a.b.c.d }}", "'a' has no field 'b'"),
        ("{{ a['no such'] }}", "'a' has no field 'no such'"),
        ("{{ none.x }}", "an empty value has no field 'x'"),
        ("{{ gone.a }}", "there is no 'gone' in the data"),
        ("{{ gone() }}", "there is no 'gone' in the data"),
        ("{{ a.gone() }}", "'a' has no field 'gone'"),
        ("{{ gone | date }}", "there is no 'gone' in the data"),
        ("{{ gone | upper }}", "there is no 'gone' in the data"),
        ("{{ gone | length }}", "there is no 'gone' in the data"),
        ("{{ [gone] | join }}", "there is no 'gone' in the data"),
        ("{{ 'a'.replace(gone, 'b') }}", "there is no 'gone' in the data"),
        ("{{ 1 + gone }}", "there is no 'gone' in the data"),
        ("{{ 'a' ~ gone }}", "there is no 'gone' in the data"),
        ("{{ gone == 1 }}", "there is no 'gone' in the data"),
        ("{{ 1 < gone }}", "there is no 'gone' in the data"),
        ("{{ 1 in gone }}", "there is no 'gone' in the data"),
        ("{{ gone is none }}", "there is no 'gone' in the data"),
        ("{{ gone is odd }}", "there is no 'gone' in the data"),
        ("{{ not gone }}", "there is no 'gone' in the data"),
        ("{% if gone %}x{% endif %}", "there is no 'gone' in the data"),
        ("{% for x in gone %}x{% endfor %}", "there is no 'gone' in the data"),
        ("{% set y = gone %}{{ y }}", "there is no 'gone' in the data"),
        ("{{ null }}", "there is no 'null' in the data"),
    ],
)
def test_whatever_needs_a_missing_value_reports_it(typed: str, message: str) -> None:
    found = faults(typed, xs=[1, 2], a={"x": 1})
    assert {(one.code, one.message) for one in found} == {("T310", message)}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("{% if x == draft %}a{% endif %}", 'did you mean the text "draft"? It stands in quotation marks'),
        ("{{ day | date(long) }}", 'did you mean the text "long"? It stands in quotation marks'),
        ("{{ upper(x) }}", "it is a filter, and follows its value: {{ … | upper }}"),
        ("{{ xs.length }}", "write '| length'"),
        ("{% for s in xs %}{{ loop.indx }}{% endfor %}", "did you mean 'index'?"),
        ("{{ loop.index }}", "'loop' is there only between {% for … %} and {% endfor %}"),
        ("{% set total = 1 %}{{ totl }}", "did you mean 'total'?"),
        ("{% macro card(c) %}{% endmacro %}{{ crad(x) }}", "did you mean 'card'?"),
        ("{% for item in xs %}{% endfor %}{{ item }}", "'item' ends at the endfor of its loop"),
        ("{% for item in xs %}{% endfor %}{{ itm }}", "did you mean 'item', which ends at its endfor?"),
    ],
)
def test_what_is_missing_has_a_hint_to_what_was_meant(typed: str, hint: str) -> None:
    found = fault(typed, x="a", xs=[1, 2], day=DAY)
    assert (found.code, found.hints) == ("T310", (hint,))


@pytest.mark.parametrize(
    "typed",
    [
        "{{ gone is defined }}",
        "{{ a.b.c is defined }}",
        "{{ gone | default('x') }}",
        "{{ a.b.c | default('x') }}",
        "{% if gone is defined and gone.x %}y{% endif %}",
        "{% set y = gone %}",
        "{% macro m(x) %}{{ x | default('y') }}{% endmacro %}{{ m() }}{{ m(gone) }}",
        "{{ [gone, 1] | select('defined') | list | length }}",
    ],
)
def test_the_author_may_allow_for_absence(typed: str) -> None:
    assert len(printed(f"-{typed}", a={})) == 1


def test_all_missing_values_are_found_in_one_run() -> None:
    found = faults(
        "{{ one }} and {{ a.two }}",
        "{% if three %}{{ unseen }}{% endif %}",
        [["{% for r in rows %}{{ r.x }}", "{{ r.four }}{% endfor %}"]],
        a={},
        rows=[{"x": 1}, {"x": 2}],
    )
    assert [said(one).split(" | ")[1] for one in found] == [
        "{{ one }}",
        "{{ a.two }}",
        "{% if three %}",
        "{{ r.four }}",
    ]


def test_a_gap_that_every_pass_meets_is_told_once() -> None:
    assert len(faults("{% for r in rows %}{{ r.x }}{% endfor %}", rows=[{}] * 1000)) == 1


def test_a_gap_in_a_macro_shows_the_tag_that_called_it() -> None:
    found = fault("{% macro m(r) %}{{ r.gone }}{% endmacro %}", "Now: {{ m(a) }}", a={"b": 1})
    assert said(found).startswith("T310 | {{ r.gone }} | 'a' has no field 'gone'")
    (caller,) = found.related
    assert (caller.message, getattr(caller.where, "excerpt", "")) == ("called here", "Now: {{ m(a) }}")


def test_a_gap_that_was_given_a_name_is_told_where_that_was_done_and_nowhere_else() -> None:
    assert said(fault("{% set who = a.lable %}", "{{ who }} and {{ who }}", a={"label": "x"})) == (
        "T310 | {% set who = a.lable %} | 'a' has no field 'lable' | did you mean 'label'?"
    )


def test_what_a_macro_is_not_given_is_told_where_it_is_called() -> None:
    found = fault("{% macro card(f) %}{{ f }}{% endmacro %}", "Now: {{ card() }}")
    assert said(found) == "T310 | {{ card() }} | 'card' needs 'f' in its brackets"


def test_a_name_that_was_set_in_the_words_of_another_language_is_known() -> None:
    assert [one.code for one in faults("{% assign x = 1 %}{{ x }}")] == ["T203"]


def test_lenient_prints_nothing_for_what_is_missing() -> None:
    typed = "[{{ gone }}{{ a.b.c }}{% for x in gone %}x{% endfor %}{% if gone != 1 %}other{% endif %}]"
    assert printed(typed, lenient=True, a={}) == ["[other]"]


# What cannot be computed


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ 'a' + 1 }}", "a number cannot be added to a text; join them with '~'"),
        ("{{ 1 + 'a' }}", "a number and a text cannot be computed with '+'"),
        ("{{ 1 < 'a' }}", "a number and a text cannot be compared"),
        ("{% for x in 5 %}x{% endfor %}", "a number cannot be looped over"),
        ("{{ 5() }}", "a number is no function; leave out the brackets"),
        ("{{ 5 | length }}", "a number has no length"),
        ("{{ [1, 'a'] | sort }}", "a text and a number cannot be compared"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it calls itself without end"),
        ("{{ 10.0 ** 1000 }}", "the number is too large"),
        ("{{ price * 2 }}", "a text cannot be multiplied"),
        ("{% for letter in price %}x{% endfor %}", "a text cannot be looped over"),
        ("{% for letter in rich %}x{% endfor %}", "a text cannot be looped over"),
        ("{% for x in audience %}x{% endfor %}", "the audience cannot be looped over"),
        ("{% for k, v in [audience] %}x{% endfor %}", "each item is one value, not two"),
        ("{% for k, v in [1] %}x{% endfor %}", "each item is a number, and not several values"),
        ("{% for k, v, w in [[1, 2]] %}x{% endfor %}", "each item is 2 values, not three"),
    ],
)
def test_what_fails_is_said_in_plain_words(typed: str, message: str) -> None:
    found = fault(typed, price="12,50", rich=RichText.of("a"), audience=READER)
    assert (found.code, found.message) == ("R301", f"the expression failed: {message}")


def test_a_text_that_is_typed_is_repeated_and_its_letters_are_gone_through() -> None:
    assert printed("{{ '-' * 3 }}{% for x in 'ab' %}{{ x }}.{% endfor %}{{ (price | list)[1] }}", price="12") == [
        "---a.b.2"
    ]


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("x | date('long', 'b')", "'date' takes other values in its brackets than it is given", "| date(style)"),
        ("x | replace('a')", "'replace' needs 'new' in its brackets", "| replace(old, new, count)"),
        ("x | number(places=2)", "'number' knows no 'places'", "| number(digits)"),
        (
            "[] | groupby",
            "'groupby' needs 'attribute' in its brackets",
            "| groupby(attribute, default, case_sensitive)",
        ),
    ],
)
def test_a_filter_that_is_called_in_another_way_is_told_with_its_own(typed: str, message: str, hint: str) -> None:
    found = fault(f"{{{{ {typed} }}}}", x="a")
    assert (found.code, found.message) == ("R301", f"the expression failed: {message}")
    assert found.hints == (f"it is called so: {hint}",)


def test_a_filter_without_brackets_is_told_as_such() -> None:
    assert fault("{{ 'a' | upper(3) }}").hints == ("it takes nothing in brackets: | upper",)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("5 | number('x')", "'digits' must be a whole number, not 'x'"),
        ("5 | percent('x')", "'digits' must be a whole number, not 'x'"),
        ("5 | money(3)", "'currency' must be letters such as 'GBP', not '3'"),
        ("5 | round('x')", "'precision' must be a whole number, not 'x'"),
        ("'x' | round", "'x' is a text and cannot be rounded; make a number of it: | float | round"),
        ("'x' | center('a')", "'width' must be a whole number, not 'a'"),
        ("'x' | indent('a')", "'width' must be a whole number, not 'a'"),
        ("'x' | wordwrap('a')", "'width' must be a whole number, not 'a'"),
        ("'x' | truncate('a')", "'length' must be a whole number, not 'a'"),
        ("[1] | batch('a')", "'count' must be a whole number, not 'a'"),
        ("[1] | slice('a')", "'count' must be a whole number, not 'a'"),
        ("[1] | map('nofilter') | list", "there is no filter 'nofilter'"),
        ("[1] | select('notest') | list", "there is no test 'notest'"),
        ("[1] | map(cycler) | list", "a filter is named by a text"),
        ("'x' | replace(none, 'a')", "'old' must be a text, not an empty value"),
        ("'x' | replace('x', 1)", "'new' must be a text, not '1'"),
        ("'x' | style(cycler)", "'name' must be a text, not a function"),
        ("5 | money(cycler)", "'currency' must be letters such as 'GBP', not a function"),
        ("cycler | number", "a function is no number"),
        ("{'a': 1} | date", "a record is no date"),
        ("{'a': cycler} | chart", "a function is no number that a chart can draw"),
        ("['p.png'] | picture", "a picture is named by its file, not by a list"),
        ("range()", "'range' needs at least 1 value in its brackets"),
        ("range('a')", "a text stands where a whole number is wanted"),
        ("'%d' | format('a')", "'%d' in a pattern wants a number"),
        ("'%s %s' | format(1)", "the pattern has not as many places as there are values"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_plain_words(typed: str, message: str) -> None:
    assert fault(f"{{{{ {typed} }}}}").message == f"the expression failed: {message}"


def test_truncate_cuts_between_words() -> None:
    assert printed("{{ 'one two three four' | truncate(10) }}|{{ 'ab' | truncate(3) }}|{{ none | truncate }}") == [
        "one...|ab|"
    ]


def test_what_fails_does_not_hide_what_else_is_wrong() -> None:
    found = faults(
        "{{ 1 / 0 }} {{ gone }}",
        "{% set z = 1 / 0 %}{{ z.field }}{{ 'a' + 1 }}",
        "{% if 1 < 'a' %}x{% endif %}{% for x in 5 %}y{% endfor %}{{ also_gone }}",
        "{% macro m(a=1 / 0) %}{{ a }}{% endmacro %}{{ m() }}{{ [] | sum(1) }}",
    )
    assert [said(one).split(" | ")[1] for one in in_order(found)] == [
        "{{ 1 / 0 }}",
        "{{ gone }}",
        "{% set z = 1 / 0 %}",
        "{{ 'a' + 1 }}",
        "{% if 1 < 'a' %}",
        "{% for x in 5 %}",
        "{{ also_gone }}",
        "{% macro m(a=1 / 0) %}",
    ]


def test_the_search_for_what_else_fails_ends() -> None:
    found = faults(*["{{ 1 / 0 }}"] * 30)
    assert 20 <= len(found) <= 22


# Expressions by themselves


@pytest.mark.parametrize(
    ("expression", "value"),
    [("1 + 1", 2), ("a.b", 3), ("a", {"b": 3}), ("[1]", [1]), ("none", None), ("'x' if a.b > 2 else 'y'", "x")],
)
def test_an_expression_has_a_value(expression: str, value: object) -> None:
    assert language.evaluate(expression, {"a": {"b": 3}}) == (value, None)


@pytest.mark.parametrize(
    ("expression", "code"),
    [("a.c", "T310"), ("1 +", "T201"), ("1 / 0", "R301"), ("x | nofilter", "T202"), ("9 ** 99999", "R302")],
)
def test_an_expression_that_has_none_says_why(expression: str, code: str) -> None:
    value, problem = language.evaluate(expression, {"a": {"b": 3}, "x": 1})
    assert value is None
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        ("", "nothing stands between the braces", "name a value: {{ facts.id }}"),
        (" { facts.court ", "there is one brace too many", "two open a value and two close it"),
        ("facts..court", "there is one full stop too many", "one stands between names: facts.id"),
        ("court", "there is no 'court' in the data", "did you mean 'facts.court'?"),
        ("cloud", "there is no 'cloud' in the data", "did you mean 'terms.cloud'?"),
        ("sources.court", "there is no 'sources' in the data", "a text cites a source so: [@id]"),
        ("1 | money('GPB')", "there is no currency 'GPB': write its three letters, such as GBP", ""),
    ],
)
def test_a_slip_in_a_text_is_told_with_what_is_meant(expression: str, message: str, hint: str) -> None:
    value, problem = language.evaluate(expression, {"facts": Named({"court": 1}), "terms": Named({"cloud": 2})})
    assert value is None
    assert problem
    assert problem.message.removeprefix("the expression failed: ") == message
    assert problem.hints == ((hint,) if hint else ())


# What is bounded


@pytest.mark.parametrize(
    "made",
    [
        "t | upper",
        "t | title",
        "t | striptags",
        "t | markdown",
        "t | wordwrap(70)",
        "t.upper()",
        "t ~ t",
        "t + t",
        "'ab' * 40000",
        "t | replace('a', 'b')",
        "xs | sort(attribute='v')",
        "xs | groupby('v')",
        "xs | map(attribute='v')",
        "xs | join(attribute='v')",
        "xs + xs",
        "('%s' | format(t))",
    ],
)
def test_work_on_long_texts_and_lists_counts_like_passes_through_loops(made: str) -> None:
    typed = f"{{% for i in range(400) %}}{{% set z = {made} %}}{{% endfor %}}done"
    data: dict[str, Any] = {"t": "ab " * 20_000, "xs": [{"v": number} for number in range(9)] * 100}
    with limits.granted({"steps": 2_000}):
        found = fault(typed, **data)
    assert (found.code, found.hints) == (
        "R302",
        ("is there a loop in it without end? `--limit steps=20000000` allows more",),
    )


def test_what_does_not_go_through_its_text_counts_for_nothing() -> None:
    typed = (
        "{% for x in range(1000) %}{% set z = xs | length + (xs | first) + (t | default('') | length) %}{% endfor %}x"
    )
    with limits.granted({"steps": 1_500}):
        assert printed(typed, xs=[1] * 90_000, t="a" * 90_000) == ["x"]


def test_blocks_that_are_captured_within_one_another_are_bounded() -> None:
    typed = (
        "{% set ns = namespace(a='ab' * 20000) %}{% for i in range(99) %}{% set b %}{{ ns.a }}{{ ns.a }}{% endset %}"
    )
    with limits.granted({"steps": 10_000}):
        assert fault(typed + "{% set ns.a = b %}{% endfor %}{{ ns.a | length }}").code == "R302"


@pytest.mark.parametrize("made", ["list", "join", "sum", "sort", "map('string') | list", "unique | list", "batch(2)"])
def test_a_list_of_the_data_that_never_ends_is_refused(made: str) -> None:
    with limits.granted({"steps": 5_000, "text": 5_000}):
        assert fault(f"{{{{ xs | {made} }}}}", xs=itertools.count()).code == "R302"
        assert fault("{% for x in xs %}{% endfor %}", xs=itertools.count()).code == "R302"


@pytest.mark.parametrize(
    "typed",
    [
        "'%(a)9999s' % d",
        "'%((a)b)9999s' % d",
        "'%(a)*s' % d",
        "('%(a)s' * 60000) % d",
        "('{a}' * 60000).format(a='x' * 900)",
        "[1] | slice(9000, 'x' * 900)",
        "[1] | batch(9000, 'x' * 900)",
        "'a' | wordwrap(5) ~ (('b' * 20000) | wordwrap(5))",
    ],
)
def test_patterns_and_words_that_make_much_of_little_are_refused(typed: str) -> None:
    assert fault(f"{{{{ {typed} }}}}", d={"a": "x" * 900}).code == "R302"


def test_per_cent_signs_in_a_pattern_are_no_widths() -> None:
    assert printed("{{ '100%% of %(year)d 2023' % d }}", d={"year": 9}) == ["100% of 9 2023"]


@pytest.mark.parametrize("made", ["int", "round", "number", "percent", "money('GBP')", "string | number"])
@pytest.mark.parametrize("exponent", ["1e999999999", "1e-999999999"])
def test_a_number_of_endless_digits_is_refused(made: str, exponent: str) -> None:
    assert fault(f"{{{{ x | {made} }}}}", x=Decimal(exponent)).code in ("R301", "R302")
    assert fault("{{ '%d' % x }}", x=Decimal(exponent)).code == "R302"
    assert fault("{{ '{:f}'.format(x) }}", x=Decimal(exponent)).code == "R302"


@pytest.mark.parametrize(
    "typed",
    [
        "range ~ ''",
        "cycler",
        "joiner",
        "namespace | string",
        "'%s' | format(dict)",
        "'{}'.format(range)",
        "[range] | join",
    ],
)
def test_a_function_is_nothing_that_can_be_printed(typed: str) -> None:
    found = fault(f"{{{{ {typed} }}}}")
    assert (found.code, found.message) == ("R308", "a function has no text of its own")


@pytest.mark.parametrize(("typed", "prints"), [("d.items()", "a, 1"), ("d.keys()", "a"), ("d.values()", "1")])
def test_the_keys_of_a_record_print_as_a_list_does(typed: str, prints: str) -> None:
    assert printed(f"{{{{ {typed} ~ '' }}}}", d=Record({"a": 1})) == [prints]
    assert printed(f"{{{{ {typed} ~ '' }}}}", d={"a": 1}) == [prints]


def test_an_object_without_a_text_does_not_tell_where_it_lies() -> None:
    assert fault("{{ cycler(1, 2) ~ '' }}").message == "this value has no text of its own"


def test_a_long_text_between_tags_stands_as_it_is_and_lines_name_their_tags() -> None:
    text = "\n".join("'{}\\" * 40 for _ in range(5))
    source = f"{text}\x01\na\x02{text}\x03\nif a\x04{text}\x03\nendif\x04\x01\nb\x02"
    program, _ = language.compile_source(source)
    assert program is not None
    emitted: list[tuple[int, object]] = []

    def write(line: int, value: object, _: object) -> str:
        emitted.append((line, value))
        return "|"

    writing = language.Writing({line: functools.partial(write, line) for line in (6, 17)})
    made = "".join(language.run(program, {"a": 1, "b": 2}, writing, print, "en-GB"))
    assert (made, emitted) == (f"{text}|{text}{text}|", [(6, 1), (17, 2)])


def test_a_macro_of_many_parameters_names_those_that_are_twice() -> None:
    names = ", ".join([*(f"p{n}" for n in range(1_500)), "p7", "p9"])
    found = faults(f"{{% macro m({names}) %}}x{{% endmacro %}}")
    assert [one.message for one in found] == [f"'{name}' is the name of two parameters" for name in ("p7", "p9")]


@pytest.mark.parametrize(
    "twice",
    [
        "{% set ns.a = [ns.a] | batch(2, ns.a) %}",
        "{% set ns.a = ns.a | slice(2, ns.a) %}",
        "{% set ns.a = dict(x=ns.a, y=ns.a).items() %}",
        "{% set ns.a = {'x': ns.a, 'y': ns.a}.values() | list %}",
        "{% set ns.a = {'x': ns.a, 'y': ns.a} | dictsort %}",
        "{% set ns.a = [ns.a, ns.a][:] %}",
        "{% set ns.a = [ns.a, ns.a].copy() %}",
        "{% set ns.a = [{'k': ns.a}, {'k': ns.a}] | groupby('k') | first %}",
        "{% set ns.a = [{}, {}] | map(attribute='z', default=ns.a) | list %}",
        "{% set ns.a = [[ns.a], [ns.a]] | sum(start=[]) %}",
        "{% set ns.a = (ns.a, ns.a) %}",
        "{% set ns.a = ns.a + [ns.a] %}",
        "{{ m(ns.a, ns.a) }}",
        "{{ k(x=ns.a, y=ns.a) }}",
    ],
)
def test_a_list_that_holds_another_twice_and_so_on_is_refused_however_it_is_made(twice: str) -> None:
    macros = "{% macro m() %}{% set ns.a = varargs %}{% endmacro %}{% macro k() %}{% set ns.a = kwargs %}{% endmacro %}"
    found = fault(f"{{% set ns = namespace(a=[1]) %}}{macros}{{% for i in range(60) %}}{twice}{{% endfor %}}")
    assert found.code == "R302"
    assert "members, or characters in them" in found.message


def test_lists_within_lists_have_an_end() -> None:
    typed = "{% set ns = namespace(a=1) %}{% for i in range(200) %}{% set ns.a = (ns.a,) %}{% endfor %}"
    assert "100 deep" in fault(typed).message


def test_what_a_cycler_goes_through_is_its_own() -> None:
    assert fault("{{ cycler(1, 2).items }}").code == "T310"
    assert printed("{% set c = cycler(1, 2) %}{{ c.next() }}{{ c.current }}{{ c.next() }}") == ["122"]


def test_lists_that_filters_make_look_as_they_did() -> None:
    assert printed("{{ xs | batch(2) ~ '' }} {{ (xs, 1) ~ '' }}", xs=[1, 2, 3]) == ["[[1, 2], [3]] ([1, 2, 3], 1)"]
    assert printed("{% for g in xs | groupby('k') %}{{ g.grouper }}{{ g.list | length }}{% endfor %}", xs=[{"k": 7}])
    assert printed("{{ [[1], [2, 3]] | sum(start=[]) | join(',') }}") == ["1,2,3"]


@pytest.mark.parametrize("typed", ["namespace(a=1)", "self", "loop", "[namespace()]", "self ~ ''"])
def test_what_belongs_to_the_language_has_no_text(typed: str) -> None:
    assert fault(f"{{% for x in [1] %}}{{{{ {typed} }}}}{{% endfor %}}").code == "R308"


@pytest.mark.parametrize("typed", ["'%r' % page_break", "'{!r}'.format(page_break)", "'%(a)a' % {'a': page_break}"])
def test_no_pattern_shows_a_value_as_a_program_has_it(typed: str) -> None:
    assert fault(f"{{{{ {typed} }}}}").code == "R302"


def test_a_field_that_no_item_has_is_told_wherever_it_is_looked_for() -> None:
    assert fault("{{ xs | unique(attribute='__class__') | join }}", xs=[1]).code == "T310"


def test_a_filter_that_is_named_by_nothing_is_told_once() -> None:
    assert said(fault("{{ [1] | map(zz) | join }}")).startswith("T310 | {{ [1] | map(zz) | join }} | there is no 'zz'")


def test_a_list_that_is_too_long_is_told_as_one() -> None:
    assert "1,000,000 members" in fault("{{ ([1] * 900000) * 2 }}").message
