"""What is said of rendering: R."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # R: rendering
    "R301": Code("error", "expression that failed", "The expression could not be computed with these values."),
    "R302": Code(
        "error",
        "not allowed in a template",
        "A template is not a program: what could do harm, or take all memory and time, is refused.",
    ),
    "R303": Code(
        "error",
        "paragraphs inside a line",
        "Rich text of more than one paragraph takes the place of a whole paragraph: its tag stands alone in one.",
    ),
    "R304": Code("warning", "list or record printed", "A list or record was printed as it stands; name what is meant."),
    "R305": Code(
        "error", "impossible number of columns", "A cell takes a whole number of columns, 1 to 63. So does a table."
    ),
    "R306": Code("error", "unknown colour", "A background is six hexadecimal digits, red, green, blue, or 'auto'."),
    "R307": Code(
        "error",
        "picture where characters stand",
        "A picture or a chart stands in a paragraph, or in the place of one of the template's.",
    ),
    "R308": Code(
        "error",
        "record that cannot be printed",
        "The briefing, a section, a block or the audience is a record of many fields, and has no text of its own. Name"
        " the field that is meant; a list of them is looped over.",
    ),
    "R309": Code(
        "error",
        "file that cannot be taken in",
        "`snippet(…)` takes in a Word file that lies beside the template, or in a folder below, and that does not take"
        " in itself.",
    ),
    "R310": Code("warning", "control character", "A Word file cannot hold control characters; they were left out."),
    "R311": Code("warning", "address that is not linked", "Only web, mail and telephone addresses are linked."),
    "R312": Code("error", "unusable picture", "The file is not there, or is no picture that Word can show."),
    "R313": Code(
        "warning", "picture without words", "Who cannot see a picture hears its alternative text, and needs one."
    ),
    "R314": Code(
        "warning",
        "text that is too long",
        "Word takes only so much where no text of the document stands: 40 characters for the name of a bookmark, 64 for"
        " the title of a content control, 260 for the screen tip of a link. It cuts more, or calls the file damaged.",
    ),
    "R321": Code(
        "warning",
        "section breaks left out",
        "What another file brings stands in the section that it comes into, with that one's page and headers. "
        "Sections end in the body of a document, not in tables, headers or text boxes.",
    ),
    "R322": Code(
        "warning", "notes left out", "Notes stand in the body of a document, not in headers, text boxes or other notes."
    ),
    "R323": Code(
        "warning",
        "reference to what is not there",
        "A field refers to a bookmark that a condition took away, or that was never there: Word would show an error.",
    ),
    "R324": Code(
        "warning",
        "fields left as they are",
        "A text of the part is too long for it to be read once more, so captions, references and contents lists show "
        "what they showed.",
    ),
    "R320": Code(
        "warning", "missing style", "The template has no style of this name, so a plain look stands in for it."
    ),
}
