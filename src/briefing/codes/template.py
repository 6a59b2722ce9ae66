"""What is said of templates: T."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # T: templates
    "T000": Code("error", "template that cannot be read", "The file is not there, or may not be read."),
    "T001": Code(
        "error",
        "not a Word file",
        "A template is a .docx file: a zip archive with a main document. This one is something else, or is damaged.",
    ),
    "T002": Code("error", "old or encrypted file", "Files of Word 97 to 2003 (.doc) and encrypted ones are not read."),
    "T003": Code(
        "error", "file too large", "The file would unpack to more than any template needs: it may be an attack."
    ),
    "T004": Code(
        "error", "part that is not XML", "A part of the file is not well-formed, or declares a document type."
    ),
    "T005": Code("error", "strict Open XML", "Word's strict variant of the format has other names for everything."),
    "T101": Code(
        "error",
        "tag that is never closed",
        "A tag begins and ends in the same paragraph. `{{` needs its `}}`, `{%` its `%}`, `{#` its `#}`.",
    ),
    "T102": Code(
        "warning",
        "braces of no tag",
        "Braces that are no tag's are printed as typed: `}}` and `%}` where no tag has begun, a `}` too many behind a"
        " tag, and a name between single braces, `{briefing.title}`. Values take two braces: `{{ briefing.title }}`.",
    ),
    "T201": Code(
        "error", "tag that cannot be read", "What stands between the braces is not an expression or statement."
    ),
    "T202": Code(
        "error", "unknown filter or test", "Filters follow `|`, tests follow `is`; the guide lists all of them."
    ),
    "T203": Code("error", "unknown statement", "Statements are for, if, elif, else, set, macro, call, filter, with."),
    "T204": Code(
        "error", "statement without meaning here", "The statement is one of Jinja's that a Word file cannot have."
    ),
    "T205": Code("error", "template that cannot be compiled", "The tags make sense one by one, but not as a whole."),
    "T210": Code("error", "block that is never closed", "`for`, `if` and the like need their `endfor`, `endif`."),
    "T211": Code("error", "tag outside of its block", "An `else` or a closing tag belongs to a block that is open."),
    "T212": Code("error", "crossed blocks", "A block closes before the block around it: what opens last closes first."),
    "T213": Code(
        "error", "blocks nested too deep", "Sixteen blocks within each other are more than a reader can follow."
    ),
    "T220": Code(
        "error",
        "block across unlike places",
        "A block repeats the smallest whole thing that holds both its ends: words of a paragraph, paragraphs of one"
        " text, a row, rows of one table. Opened in a cell and closed in the body, there is no such thing.",
    ),
    "T221": Code(
        "error",
        "tag in the middle of a row",
        "A block whose tags stand in different cells of one row repeats the row, so its tags stand at the row's edges.",
    ),
    "T222": Code(
        "error",
        "statement for a cell outside of one",
        "`colspan`, `cellbg`, `vm` and `hm` say something of the table cell they stand in.",
    ),
    "T223": Code(
        "error",
        "what cannot be captured",
        "A variable, a macro or a call prints elsewhere what stands between its tags: words, or whole paragraphs.",
    ),
    "T225": Code(
        "error", "block that cuts a field", "A field of Word (a page number, a link) is kept whole or left out."
    ),
    "T226": Code(
        "error",
        "tag where none can work",
        "Word fetches a linked picture or an attached template when the file opens. Its address is no place for values:"
        " put the picture in with a tag in the text.",
    ),
    "T227": Code(
        "error",
        "tag that would decide what a field does",
        "Fields read files and start programs, so no value may be the keyword of one or begin a switch. Type both in"
        " the template; a value is an argument, and stays one whatever it is.",
    ),
    "T310": Code(
        "error",
        "missing value",
        "The data has nothing of this name. `default(…)` and `is defined` say that it may be missing.",
    ),
    "T402": Code(
        "warning",
        "tag where none works",
        "The tag stands in a part of the file that is not rendered (a building block, a sheet inside the file), and is"
        " left as typed.",
    ),
    "T403": Code(
        "warning",
        "macros left out",
        "A Word file named .docx cannot hold macros, and a reader has no reason to trust them.",
    ),
    "T404": Code(
        "warning",
        "text beside a prefixed tag",
        "docxtpl's `{%p %}`, `{%tr %}` and `{%tc %}` stand for the whole paragraph, row or cell: text in it goes.",
    ),
    "T405": Code(
        "warning",
        "tag over the end of a paragraph",
        "The paragraphs from where the tag opens to where it closes become one, as in docxtpl.",
    ),
    "T406": Code(
        "warning",
        "branch that is never taken",
        "Whatever the values, this condition does not hold: it is always false, was asked before, or contradicts what "
        "it stands in. Text that can never print is a mistake, or should go.",
    ),
    "T407": Code(
        "warning",
        "what would be fetched left out",
        "Word fetches attached templates, linked pictures and objects, and what some fields name, when it opens a "
        "file: a reader's machine would ask somebody else's. What is needed belongs into the file itself. Links that a "
        "reader clicks stay.",
    ),
    "T401": Code(
        "error",
        "marking that is not shown",
        "A marking or the word 'draft' has to be on every page, so a header or footer has to print it.",
    ),
}
