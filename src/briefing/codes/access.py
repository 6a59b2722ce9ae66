"""What is said of files that some readers cannot read: O3."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # O3: barriers to readers; docs/word/access.md says what is judged and what is let pass
    "O301": Code(
        "warning",
        "picture without alternative text",
        "Who does not see a picture, chart or shape has only its alternative text. What is there for looks alone is"
        " marked as decorative.",
    ),
    "O302": Code(
        "warning",
        "alternative text that says nothing",
        "'image1.png' or 'Picture 3' is read aloud, and tells nobody what there is to see.",
    ),
    "O303": Code(
        "warning",
        "table without header row",
        "A screen reader says the header of a column with each value in it, if the table says which row has the"
        " headers. A table that only puts things side by side needs none.",
    ),
    "O304": Code(
        "warning",
        "heading that skips a level",
        "Who listens finds the way by headings, and takes a level that is not there for something missed.",
    ),
    "O305": Code(
        "warning",
        "empty heading",
        "A paragraph in a heading style without text is announced as a heading, and stands in lists of contents.",
    ),
    "O306": Code(
        "warning",
        "link that does not say where it leads",
        "Screen readers list the links of a document by their text: ten of them 'here' are no list.",
    ),
    "O307": Code(
        "warning",
        "long address as text of a link",
        "An address is read aloud letter by letter. A name of what is there says more, and a short domain will do.",
    ),
    "O308": Code(
        "warning",
        "too little contrast",
        "WCAG asks for 4.5:1 between text and what it stands on, and 3:1 for text of 18 points, or of 14 and bold.",
    ),
    "O309": Code(
        "warning",
        "document that does not say its language",
        "A screen reader chooses its voice by the language of the text, and guesses where none is given.",
    ),
    "O310": Code(
        "warning",
        "document without title",
        "The title is what a screen reader says first, and what the window of a PDF shows in place of a file's name.",
    ),
    "O311": Code(
        "warning",
        "empty paragraphs as space",
        "Each empty paragraph is read aloud as 'blank'. Space belongs to styles, and pages begin at page breaks.",
    ),
}
