"""With `--layout` contents lists and references have page numbers, those of the pages that LibreOffice makes."""

from __future__ import annotations

import re
from pathlib import Path

from briefing import merging
from briefing.word.fields import layout
from briefing.word.verify import verify
from tests import judges
from tests.word.fields.test_fields import contents
from tests.word.sketch import docx, xml

BREAK = '¦<w:r><w:br w:type="page"/></w:r>'
TOC = '\\o "1-3"'


def test_pages_are_those_on_which_headings_stand(tmp_path: Path) -> None:
    body = f"{contents(TOC)}\n{{% for x in xs %}}\nbefore{BREAK}\n# {{{{ x }}}}\n{{% endfor %}}"
    (tmp_path / "t.docx").write_bytes(docx(body))
    (tmp_path / "d.yaml").write_text("xs: [One, Two, Three]\n")
    out = tmp_path / "out.docx"
    assert merging.render_file(tmp_path / "t.docx", tmp_path / "d.yaml", out, layout=True) == ()
    data = out.read_bytes()
    assert verify(data, "x") == ()
    entries = re.findall(r"<w:hyperlink .*?</w:hyperlink>", xml(data))
    shown = [re.findall(r">([^<>]+)</w:t>", one) for one in entries]
    assert shown == [["One", "2"], ["Two", "3"], ["Three", "4"]]
    assert layout.MARK not in xml(data)
    (text,) = judges.pdf_text(out, into=tmp_path)
    pages = text.split("\f")
    assert all(name in pages[int(page) - 1] for name, page in shown)


def test_a_section_may_count_its_pages_anew_and_in_letters() -> None:
    sections = (layout._Section("a", None, "lowerRoman"), layout._Section("b", 11, "decimal"))
    marked = layout.Marked({}, {"x": ("m", 0), "y": ("n", 1), "gone": ("o", 1)}, sections)
    assert marked.pages({"a": 1, "b": 4, "m": 3, "n": 6}) == {"x": "iii", "y": "13"}
