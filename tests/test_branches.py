"""Branches that are never taken are told of, and no others."""

from __future__ import annotations

import pytest

from tests.letters import faults, said


@pytest.mark.parametrize(
    ("typed", "tag", "why"),
    [
        ("{% if false %}x{% endif %}", "{% if false %}", "its condition is always false"),
        ("{% if not true or 0 %}x{% endif %}", "{% if not true or 0 %}", "its condition is always false"),
        ("{% if a %}1{% elif a %}2{% endif %}", "{% elif a %}", "the same condition was asked before it"),
        (
            "{% if a %}1{% else %}{% if a %}2{% endif %}{% endif %}",
            "{% if a %}",
            "the same condition was asked before it",
        ),
        (
            "{% if a == 'x' %}{% if a == 'y' %}1{% endif %}{% endif %}",
            "{% if a == 'y' %}",
            "what it stands in asks for 'x'",
        ),
        (
            "{% if a == 'x' and a == 'y' %}1{% endif %}",
            "{% if a == 'x' and a == 'y' %}",
            "its condition asks one value to be two different ones",
        ),
    ],
)
def test_a_branch_that_is_never_taken_is_told_at_its_tag(typed: str, tag: str, why: str) -> None:
    assert [said(one) for one in faults(typed, a="x")] == [f"T406 | {tag} | this branch is never taken: {why}"]


@pytest.mark.parametrize(
    ("typed", "tag", "why"),
    [
        ("{% if 1 > 2 %}x{% endif %}", "{% if 1 > 2 %}", "its condition is always false"),
        (
            "{% if a and not a %}x{% endif %}",
            "{% if a and not a %}",
            "its condition asks for something and for its opposite",
        ),
        (
            "{% if a %}{% if not a %}x{% endif %}{% endif %}",
            "{% if not a %}",
            "a condition around it or before it says the opposite",
        ),
        (
            "{% if a %}1{% elif b and a %}2{% endif %}",
            "{% elif b and a %}",
            "a condition around it or before it says the opposite",
        ),
    ],
)
def test_what_contradicts_itself_or_what_is_around_it_is_told(typed: str, tag: str, why: str) -> None:
    assert [said(one) for one in faults(typed, a="x", b=1)] == [f"T406 | {tag} | this branch is never taken: {why}"]


def test_nothing_comes_after_a_branch_that_is_always_taken() -> None:
    (found,) = faults("{% if a %}x{% elif true %}y{% elif b %}z{% endif %}", a=1, b=1)
    assert said(found).startswith("T406 | {% elif true %} | this condition is always true")


def test_what_stands_in_the_else_of_a_condition_that_is_always_true_never_prints() -> None:
    (found,) = faults("{% if a or true %}x{% else %}y{% endif %}", a=1)
    assert "always true" in found.message


def test_a_loop_through_an_empty_list_never_prints() -> None:
    (found,) = faults("{% for x in [] %}x{% endfor %}")
    assert (found.code, found.message) == ("T406", "this loop goes through an empty list, so it never prints")


@pytest.mark.parametrize(
    "typed",
    [
        "{% if a %}1{% elif b %}2{% else %}3{% endif %}",
        "{% if a == 'x' %}{% if b == 'y' %}1{% endif %}{% endif %}",
        "{% set c = 1 %}{% if c %}{% set c = 0 %}{% endif %}{% if c %}x{% elif c %}y{% endif %}",
        "{% for a in list %}{% if a == 'x' %}{% for a in list %}"
        "{% if a == 'y' %}1{% endif %}{% endfor %}{% endif %}{% endfor %}",
        "{% if true %}x{% endif %}",
        "{% if not a %}x{% elif a and b %}y{% endif %}",
        "{% set n = namespace(x=0) %}{% if not n.x %}{% set n.x = 1 %}{% if n.x %}y{% endif %}{% endif %}",
        "{% if a == 'x' or a == 'y' %}1{% endif %}",
        "{% for a in list %}{% if loop.first %}{% for b in list %}"
        "{% if not loop.first %}1{% endif %}{% endfor %}{% endif %}{% endfor %}",
    ],
)
def test_a_branch_that_some_value_takes_is_left_alone(typed: str) -> None:
    assert faults(typed, a="x", b="y", list=["x", "y"]) == ()
