"""Members that many archives begin with."""

from __future__ import annotations

import hashlib

import pytest

from briefing.word import package
from briefing.word.package import CONTENT_TYPES, Member
from briefing.word.stock import Stock


def members(**texts: str) -> dict[str, Member]:
    names = {name: f"word/{name}.xml" for name in texts}
    made = {names[name]: package.pack(names[name], (text.encode(),)) for name, text in texts.items()}
    return {**made, CONTENT_TYPES: package.pack(CONTENT_TYPES, (b"<Types/>",))}


@pytest.mark.parametrize("shared", [(), ("a",), ("a", "b"), ("b", "c"), ("a", "b", "c")])
@pytest.mark.parametrize("large", [10, 3_000_000])
def test_an_archive_holds_all_members_and_is_as_its_digest_says(shared: tuple[str, ...], large: int) -> None:
    own = members(a="a", b="b" * large, c="c")
    stock = Stock({name: member for name, member in own.items() if name[5:6] in shared or name == CONTENT_TYPES})
    data, digest = stock.packed(own)
    assert package.read(data) == own
    assert digest == hashlib.sha256(data).hexdigest()
    assert next(iter(package.read(data))) == CONTENT_TYPES


def test_the_order_is_the_same_whether_members_are_shared_or_only_alike() -> None:
    own, alike = members(a="a", b="b", c="c"), members(a="a", b="b", c="c")
    stock = Stock({name: own[name] for name in (CONTENT_TYPES, "word/c.xml")})
    assert stock.packed(own) == stock.packed(alike)
    assert [one.orig_filename for one in package.directory(stock.packed(alike)[0])][:2] == [CONTENT_TYPES, "word/c.xml"]


def test_a_stock_without_content_types_is_of_no_consequence() -> None:
    own = members(a="a", b="b")
    assert Stock({}).packed(own)[0] == package.written(package.in_order(own.values()))
