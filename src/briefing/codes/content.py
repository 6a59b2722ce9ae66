"""What is said of content: C."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # C: content. Files and YAML
    "C101": Code(
        "error",
        "key typed twice",
        "YAML readers commonly keep the last of two equal keys and lose the first without a word. Keep one, or merge "
        "them.",
    ),
    "C102": Code("error", "file that cannot be read", "The file is not there, is a folder, or may not be read by you."),
    "C103": Code("error", "not UTF-8", "Content is UTF-8, with or without a byte order mark. Save the file as UTF-8."),
    "C104": Code(
        "error",
        "file too large",
        "A YAML file of more than 20 MB takes minutes to read. Put long tables in CSV files.",
    ),
    "C105": Code(
        "error",
        "control character",
        "Neither YAML nor Word can hold this invisible character. It often comes with text pasted from elsewhere: "
        "delete it.",
    ),
    "C106": Code(
        "error",
        "not YAML",
        "The file cannot be read on from here. The usual reasons: a text with a colon, a quotation mark, `[`, `{`, "
        "`@`, `*`, `&`, `%` or `!` at its start that wants quotes; lines that do not line up; a tab. Below `>-` a "
        "text needs no quotes.",
    ),
    "C107": Code("error", "empty file", "The file holds nothing, or only comments."),
    "C108": Code("error", "not a mapping", "The outermost thing in the file must be keys with values: `title: …`."),
    "C109": Code("error", "several documents", "A line `---` begins a second document, which nothing would read."),
    "C110": Code(
        "error",
        "nested too deeply",
        "Lists and mappings may nest 60 levels deep; what a person writes has five.",
    ),
    "C111": Code(
        "error",
        "alias that cannot be followed",
        "`*name` repeats the value marked `&name` earlier in the file. It cannot repeat what it stands in, nor may "
        "aliases stand for more than 100,000 values. A text that begins with `*` (for emphasis) wants quotes or `>-`.",
    ),
    "C112": Code(
        "error",
        "tag",
        "`!` and `!!` make a value of another type, in some readers even run code. None is used here.",
    ),
    "C113": Code(
        "error",
        "key that is no text",
        "Keys are text: put numbers, dates, `true`, `null` in quotes. `{{ x }}` at the start of a text without quotes"
        " is a mapping to YAML: put the text in quotes or below `>-`.",
    ),
    "C114": Code(
        "error",
        "merge key",
        "`<<` is not of YAML 1.2, and what it brings in has no place of its own to be shown at. Write the keys out; "
        "an audience may `extends` another.",
    ),
    "C115": Code(
        "error",
        "no such day",
        "yyyy-mm-dd is a date and yyyy-mm a month, and the calendar has no such day or month. If it is none, quote it.",
    ),
    "C116": Code(
        "error",
        "not JSON",
        "The file is not JSON as RFC 8259 has it: no comments, no trailing commas, no NaN.",
    ),
    "C117": Code(
        "warning",
        "text cut off by #",
        "In YAML a blank and # begin a comment, and what follows is lost. A comment has a space after #; a text with "
        "` #` in it stands in quotes or below `>-`.",
    ),
    # C: content. The schema
    "C120": Code(
        "error",
        "unknown key",
        "Nothing reads this key, so what it says would be lost. docs/content.md lists the keys.",
    ),
    "C121": Code("error", "missing key", "This key has to be there and to have a value."),
    "C122": Code(
        "error",
        "value of the wrong shape",
        "A text, a list, a number, … belongs here. docs/content.md says which.",
    ),
    "C123": Code(
        "error",
        "not an id",
        "Ids are small letters, digits and _, and begin with a letter, so that they can be typed in tags: "
        "facts.first_sale.",
    ),
    "C124": Code(
        "error",
        "id used twice",
        "Sections and blocks share one list of ids in a topic; a list names a thing once.",
    ),
    "C125": Code(
        "error",
        "value that is not allowed",
        "Only some words or forms are possible here; the hint says which.",
    ),
    "C126": Code(
        "error",
        "file that content cannot use",
        "Content names files by their path from the YAML file. They must exist and lie in the project: no absolute "
        "paths, nothing outside by `..` or a link.",
    ),
    "C127": Code(
        "error",
        "table that cannot be set",
        "A table has rows, and each has as many cells as the table has columns, in YAML as in CSV. Word takes 63 "
        "columns.",
    ),
    "C128": Code(
        "error",
        "block without a single kind",
        "A block is one of text, points, table, timeline, quote, callout, qa, figure.",
    ),
    "C129": Code(
        "error",
        "keys that contradict",
        "`only` is a closed list of one audience or more; `not` takes away from all. A source has a `title` or, where "
        "the work has none, a `description`.",
    ),
    "C130": Code("error", "unknown source", "`[@id]`, `sources`, `source` and `via` name sources of this topic."),
    "C131": Code("error", "unknown fact", "`{{ facts.id }}`, key facts and timelines name facts of this topic."),
    "C132": Code("error", "unknown term", "`{{ terms.id }}` names a term of this topic."),
    "C133": Code(
        "error",
        "unknown audience",
        "Audiences are a closed list in audiences.yaml, so that no text goes astray.",
    ),
    "C134": Code("error", "unknown section", "`order` and `require` name sections of a topic by their ids."),
    "C135": Code(
        "error", "unknown block", "`omit` names blocks of a topic by their ids. The bottom line cannot be omitted."
    ),
    "C136": Code("error", "unknown depth", "Depths are listed, shallow to deep, under `depths` in audiences.yaml."),
    "C137": Code("error", "audience that cannot be extended", "Audiences inherit one level: a parent has no parent."),
    "C138": Code(
        "error",
        "cross-reference to nothing",
        "`[the disputes](#disputes)` leads to a section or block of this topic, named by its id.",
    ),
    "C139": Code(
        "error",
        "source known through itself",
        "`via` names the source in which another one was read. Whoever goes from one to the next must come to an end.",
    ),
    "C140": Code(
        "warning",
        "figure typed in a text",
        "A figure or date that is typed in several texts is changed in some of them. Make it the value of a fact, "
        "with its source, and let texts name the fact: `{{ facts.id }}`. Names with digits belong in a fact or a term"
        " too. Quotations and claims may hold figures.",
    ),
    "C141": Code("warning", "unused source", "No citation, fact, quotation or other source names it."),
    "C142": Code("warning", "unused fact", "No text, key fact or timeline of the topic names it; a template may."),
    "C143": Code(
        "error",
        "value that is not atomic",
        "The value of a fact is a figure, a date or a name of at most 60 characters.",
    ),
    "C144": Code(
        "error",
        "fact without a source",
        "Whatever is stated as a fact says where it is known from; a judgement is ours.",
    ),
    "C145": Code(
        "error",
        "undated fact in a timeline",
        "A timeline is made of facts whose value is a day, a month or a year.",
    ),
    "C146": Code(
        "error",
        "chart without numbers",
        "The first column of a chart names its categories, each other is a row of numbers. A cell there is a number, a "
        "fact that is one, or empty.",
    ),
    "C147": Code(
        "warning",
        "unused term",
        "No text of the topic names it, `{{ terms.id }}`, so it comes into no glossary; a template may name it.",
    ),
    "C148": Code(
        "warning",
        "first row taken for a head",
        "The first line of a CSV file names its columns and is no row. This one holds a number and no title of a "
        "column, so that it may be a row, which no reader would see.",
    ),
    "C149": Code(
        "warning",
        "number that is read as text",
        "Digits with separators are text to YAML. A number is typed as digits alone, and prints with the separators of "
        "the reader's language. If it is meant as text, quote it.",
    ),
    # C: content. What is nearly a citation or an expression
    "C150": Code(
        "warning",
        "source that is named, not cited",
        "`[@id]` cites a source. Without the brackets or the `@` the id prints as typed. If it is meant so, put it "
        "between backticks.",
    ),
    "C151": Code(
        "error", "citation that is not closed", "`[@id` begins a citation and `]` ends it; this one has no end."
    ),
    "C152": Code(
        "error",
        "citation that cannot be read",
        "A citation is `[@id]`, with a place `[@id, p. 3]`, of several sources `[@one; @other, p. 3]`: nothing in "
        "front, a comma before the place, semicolons between sources. Anything else prints as typed.",
    ),
    "C153": Code(
        "error",
        "expression without its braces",
        "`{{ facts.id }}` prints a value: two braces before, two after. With fewer it prints as typed. To show it as "
        "it is, put it between backticks.",
    ),
    "C154": Code(
        "error",
        "statement in a text",
        "`{% … %}` and `{# … #}` are for templates; in content they would print as typed. What reaches whom is said by "
        "`only`, `not`, `depth` and `variants`.",
    ),
}
