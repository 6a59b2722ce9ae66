"""What a designer types, topic by topic, in the order in which docs/guide.md teaches it.

The templates in docs/guide/ are made from this: what is changed in them with Word goes when they are made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.model.rich import Chart, Series
from briefing.word.blueprint.markup import cell, field, paragraph, row, run, table, tag
from scripts.guide.paper import TEXT, Paper, chart, check_box, drop_down, note, picture

FOLDER = Path(__file__).parents[2] / "docs" / "guide"


def text(*inlines: str) -> str:
    """A paragraph of text."""
    return paragraph("Body Text", *inlines)


def title(words: str) -> str:
    """The title of a page."""
    return paragraph("Title", words)


def quiet(statement: str) -> str:
    """A control tag among text."""
    return run(statement, "Quiet")


def entry(*inlines: str) -> str:
    """A paragraph of a table."""
    return paragraph("Table Text", *inlines)


def figure(*inlines: str) -> str:
    """The same set to the right, as figures are."""
    return to_the_right(entry(*inlines))


def to_the_right(made: str) -> str:
    """A paragraph set to the right."""
    return made.replace("</w:pPr>", '<w:jc w:val="right"/></w:pPr>')


def rows(title: str, shares: tuple[float, ...], *lines: str) -> str:
    """A table as wide as the page, the first row its head; columns have `shares` of it."""
    return table("Briefing Table", points(shares), *lines, title=title, heading=True)


def points(shares: tuple[float, ...]) -> tuple[float, ...]:
    """The widths of columns."""
    return tuple(share * TEXT / sum(shares) for share in shares)


def line(shares: tuple[float, ...], *entries: str) -> str:
    """A row of such a table; cells that are not given are empty."""
    filled = (*entries, *(entry() for _ in shares[len(entries) :]))
    return row(*(cell(width, inner) for width, inner in zip(points(shares), filled, strict=True)))


def whole(shares: tuple[float, ...], inner: str) -> str:
    """A row of one cell."""
    span = f'<w:gridSpan w:val="{len(shares)}"/></w:tcPr>'
    return row(cell(TEXT, inner).replace("</w:tcPr>", span))


def head(shares: tuple[float, ...], *words: str, right: bool = False) -> str:
    """The head row of a table, whose last column may be set to the right."""
    heads = [paragraph("Table Heading", word) for word in words]
    last = [to_the_right(heads.pop())] if right else []
    cells = (cell(width, inner) for width, inner in zip(points(shares), [*heads, *last], strict=True))
    return row(*cells, heading=True)


def value() -> Paper:
    """A value, and what stands beside it."""
    return Paper(
        paragraph("Kicker", "Admission")
        + title("{{ museum }}")
        + paragraph("Meta", "Ticket {{ number }}")
        + text("Welcome, {{ guests }}!")
        + text(
            "You come on ",
            run('{{ day | date("full") }}', "Strong"),
            '. {{ people }} tickets at {{ price | money("GBP") }} make ',
            run('{{ (people * price) | money("GBP") }}', "Strong"),
            "; {{ share | percent }} of it goes to the lifeboat.",
        )
        + paragraph("Callout Note", "{{ remark }}")
    )


def conditions() -> Paper:
    """Words, paragraphs and branches that stand under a condition."""
    return Paper(
        title("Your visit")
        + text(
            "The museum opens at {{ opens }}",
            quiet("{% if late %}"),
            ", and today it is open until {{ late }}",
            quiet("{% endif %}"),
            ".",
        )
        + tag("{% if children %}")
        + text(
            "{{ children }} ",
            quiet("{% if children == 1 %}"),
            "child comes",
            quiet("{% else %}"),
            "children come",
            quiet("{% endif %}"),
            " in free.",
        )
        + tag("{% endif %}")
        + tag('{% if wind == "storm" %}')
        + paragraph("Callout Disputed", "The pier is closed today.")
        + tag("{% else %}")
        + paragraph("Callout Action", "The pier is open until dusk.")
        + tag("{% endif %}")
    )


def paragraphs() -> Paper:
    """A loop over paragraphs."""
    return Paper(
        title("{{ rooms | length }} rooms")
        + tag("{% for room in rooms %}")
        + paragraph("Heading 2", "{{ loop.index }}  {{ room.name }}")
        + text("{{ room.shows }}")
        + tag("{% endfor %}")
        + paragraph("Imprint", 'A lift goes to {{ rooms | map(attribute="name") | listed }}.')
    )


def lists() -> Paper:
    """Numbered lists that begin anew in each pass of a loop."""
    return Paper(
        title("Walks from here")
        + tag("{% for walk in walks %}")
        + paragraph("Heading 3", "{{ walk.name }}, {{ walk.minutes }} minutes")
        + tag("{% for stop in walk.stops %}")
        + paragraph("List Number", "{{ stop }}")
        + tag("{% endfor %}")
        + tag("{% endfor %}")
    )


def items() -> Paper:
    """A table with a row for each item, and what stands there if there are none."""
    wide, narrow = (8, 7, 7), (8, 7)
    lent = rows(
        "Lent to others",
        wide,
        head(wide, "Lent", "Until", "Insured for", right=True),
        line(
            wide,
            entry(quiet("{% for one in lent %}"), "{{ one.name }}"),
            entry('{{ one.until | date("month") }}'),
            figure('{{ one.worth | money("GBP") }}', quiet("{% endfor %}")),
        ),
        whole(wide, figure('Sum: {{ lent | sum(attribute="worth") | money("GBP") }}')),
    )
    borrowed = rows(
        "Borrowed",
        narrow,
        head(narrow, "Borrowed", "From"),
        line(narrow, entry(quiet("{% for one in borrowed %}"), "{{ one.name }}"), entry("{{ one.owner }}")),
        line(narrow, entry(quiet("{% else %}"), "Nothing at present"), entry(quiet("{% endfor %}"))),
    )
    return Paper(
        title("Loans")
        + text("What is out of the house, and what has come into it.")
        + lent
        + paragraph("Heading 3", "From other houses")
        + borrowed
    )


def cells() -> Paper:
    """One cell down all rows of a loop, and a colour that depends on the value."""
    shares = (9, 10, 8)
    tint = quiet("{% cellbg 'FCE9D9' if one.late else 'FFFFFF' %}")
    return Paper(
        title("Opening hours")
        + text("On tinted days we stay open late.")
        + rows(
            "Opening hours",
            shares,
            head(shares, "Season", "Days", "Hours"),
            line(shares, entry(quiet("{% for season in seasons %}"))),
            line(
                shares,
                entry(quiet("{% for one in season.hours %}")) + entry(quiet("{% vm %}"), "{{ season.name }}"),
                entry("{{ one.days }}"),
                entry(tint) + entry("{{ one.open }}") + entry(quiet("{% endfor %}")),
            ),
            line(shares, entry(quiet("{% endfor %}"))),
        )
    )


def columns() -> Paper:
    """Columns that repeat, and a cell as wide as all of them."""
    shares = (6, 6, 5, 4)
    return Paper(
        title("A week in the rooms")
        + text("How many people came.")
        + rows(
            "Visitors by room and day",
            shares,
            head(shares, "Room", "{%tc for day in days %}", "{{ day }}", "{%tc endfor %}"),
            line(shares, entry(quiet("{% for room in rooms %}"))),
            line(
                shares,
                entry("{{ room.name }}"),
                entry(quiet("{%tc for number in room.visitors %}")),
                entry("{{ number }}"),
                entry(quiet("{%tc endfor %}")),
            ),
            line(shares, entry(quiet("{% endfor %}"))),
            whole(shares, entry(quiet("{% colspan days | count + 1 %}"), run("{{ remark }}", "Emphasis"))),
        )
    )


def markdown() -> Paper:
    """Rich text from Markdown, in the styles of the template."""
    return Paper(
        paragraph("Kicker", "News from the pier")
        + title("{{ headline }}")
        + text("{{ story | markdown }}")
        + paragraph("Callout Note", run("Lamp hours: ", "Strong"), "{{ hours | markdown }}")
        + paragraph("Imprint", "Printed on {{ day | date }}.")
    )


def pictures() -> Paper:
    """A placeholder whose place other pictures take."""
    widths = points((10, 11))
    placeholder = picture(widths[0] - 16, (widths[0] - 16) * 2 / 3, "{{ boat.photo | picture(alt=boat.name) }}")
    row_of_boat = row(
        cell(widths[0], entry(quiet("{% for boat in boats %}"), placeholder)),
        cell(
            widths[1],
            paragraph("Table Heading", "{{ boat.name }}"),
            entry("{{ boat.about }}", quiet("{% endfor %}")),
        ),
    )
    return Paper(
        title("At the quay")
        + text("{{ boats | length }} boats are open to visitors.")
        + table("Briefing Table", widths, row_of_boat, title="Boats at the quay"),
        picture=(FOLDER / "placeholder.png").read_bytes(),
    )


def charts() -> Paper:
    """A chart of Word whose title names the data."""
    sample = Chart(
        ("One", "Two", "Three", "Four"),
        (Series("Sample 1", (2, 3, 4, 3)), Series("Sample 2", (1, 2, 2, 3))),
        title="{{ visitors | chart }}",
    )
    return Paper(
        title("Who came")
        + text("{{ summary }}")
        + paragraph("Figure", chart(TEXT, TEXT * 0.6))
        + paragraph("Imprint", "Counted at the door. Schools are counted as children."),
        chart=sample,
    )


def furniture() -> Paper:
    """Tags in the header, the footer, a footnote and the properties of the file."""
    return Paper(
        title("{{ event }}")
        + text("It begins at {{ time }} on the quay, whatever the weather.", note(1), " Tickets are sold at the door."),
        header=paragraph("Header", "{{ museum }}\t{{ season }}"),
        footer=paragraph("Footer", "{{ phone }}\tPage ", field("PAGE", "1")),
        notes=("Low tide is at {{ tide }}{% if tide_note %}, {{ tide_note }}{% endif %}.",),
        title="{{ event }}, {{ season }}",
        height=78,
    )


def controls() -> Paper:
    """Check boxes and drop-down lists that data sets."""
    return Paper(
        title("Booking {{ number }}")
        + text("Group: {{ group }}")
        + text(check_box("{{ tour }}", 11), " guided tour")
        + text(check_box("{{ lunch }}", 12), " lunch in the café")
        + text(check_box("{{ ramp }}", 13), " a way without steps")
        + text("Language of the tour: ", drop_down("{{ language }}", 14, "choose one", "English", "French", "Welsh"))
    )


def snippets() -> Paper:
    """A page that takes in another Word file."""
    return Paper(
        title("To {{ group }}")
        + text("We look forward to your visit on {{ day | date }}.")
        + text('{{ snippet("rules.docx", place="the boat hall") }}')
        + text("Until soon!")
    )


def rules() -> Paper:
    """What more than one letter says."""
    return Paper(
        paragraph("Heading 3", "In {{ place }}")
        + paragraph("List Bullet", "Keep your hands off the boats.")
        + paragraph("List Bullet", "Groups of more than {{ largest }} come in by the side door.")
    )


def contents() -> Paper:
    """A contents list, captions that are counted, and a reference to one of them."""
    mark = '<w:bookmarkStart w:id="7" w:name="_Ref7"/>', '<w:bookmarkEnd w:id="7"/>'
    number = field(r"SEQ Boat \* ARABIC", "1")
    return Paper(
        title("The boats")
        + paragraph("Body Text", field(r'TOC \o "3-3" \h \z', "{{ boat.name }}"))
        + text("The oldest is ", field(r"REF _Ref7 \h", "Boat 1"), ".")
        + tag("{% for boat in boats %}")
        + paragraph("Heading 3", "{{ boat.name }}")
        + text("Built in {{ boat.built }}.")
        + paragraph("Caption", "Boat ", number, ": {{ boat.name }} at sea")
        + tag("{% endfor %}")
        + paragraph("Caption", mark[0], "Boat ", number, mark[1], ": the ferry of 1868, a drawing")
    )


def macros() -> Paper:
    """A piece that is used twice, and a value with a name."""
    return Paper(
        title("{{ boats | length }} boats")
        + tag("{% macro card(boat) %}")
        + paragraph(
            "Callout Note",
            run("{{ boat.name }}", "Strong"),
            ", built in {{ boat.built }}, {{ boat.length | number(1) }} m long",
        )
        + tag("{% endmacro %}")
        + tag('{% set by_age = boats | sort(attribute="built") %}')
        + text("The oldest of them:")
        + text("{{ card(by_age | first) }}")
        + text("The newest:")
        + text("{{ card(by_age | last) }}")
    )


TOPICS: Mapping[str, Paper] = {
    make.__name__: make()
    for make in (
        *(value, conditions, paragraphs, lists, items, cells, columns),
        *(markdown, pictures, charts, controls, furniture, contents, snippets, macros),
    )
}
SNIPPETS: Mapping[str, Paper] = {"rules": rules()}
SHOWN_WITH: Mapping[str, tuple[str, ...]] = {"snippets": ("rules",)}
