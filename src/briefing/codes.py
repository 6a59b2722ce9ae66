"""The one table of everything the tool can say: code → severity, title, explanation.

One letter per stage: P project, C content, A audience, Q quality, T template, R render, O output. A number is never
reused. Titles name the fault, not the cure.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Code(NamedTuple):
    """What a code stands for."""

    severity: Severity
    title: str
    explanation: str


CODES: dict[str, Code] = {
    # P: project
    "P101": Code(
        "error",
        "no project here",
        "A project is the nearest folder, from where you are upwards, that holds `briefing.yaml`, or both `content/` "
        "and `templates/`. Go into yours, or make one with `briefing new`.",
    ),
    "P102": Code(
        "error",
        "no folder of content",
        "Topics and audiences are read from `content/` (`content:` in briefing.yaml).",
    ),
    "P103": Code(
        "error",
        "no topics",
        "Every YAML file in the folder of content but audiences.yaml is a topic. There is none.",
    ),
    "P104": Code(
        "error",
        "no folder of templates",
        "Word files are read from `templates/` (`templates:` in briefing.yaml).",
    ),
    "P105": Code("error", "no audiences", "Who gets a paper, and which, stands in `audiences.yaml` beside the topics."),
    "P106": Code(
        "error",
        "mistake in briefing.yaml",
        "briefing.yaml may hold `content`, `templates`, `output` (folders inside the project) and `ignore` (a list of"
        " codes of warnings). The file itself may be left out.",
    ),
    "P107": Code(
        "error",
        "code that cannot be ignored",
        "`ignore` in briefing.yaml silences warnings by their codes. Errors cannot be silenced: they mean that a file"
        " would be wrong.",
    ),
    # P2: brands and new projects
    "P201": Code(
        "error",
        "mistake in the brand",
        "A brand may say `name`, `body_font`, `heading_font`, `memo_font`, `colours`, `logo`, `page` (A4 or Letter) and"
        " `language`; what it leaves out is ours. docs/brand.md shows one.",
    ),
    "P202": Code(
        "error",
        "colour that cannot be read",
        'A colour is six hexadecimal digits in quotes, such as `"#0B5563"`. Unquoted, YAML takes what follows the `#`'
        " for a comment.",
    ),
    "P203": Code(
        "error",
        "too little contrast",
        "Text must stand out from what it is printed on: by 4.5:1 anywhere and by 7:1 where it is read at length, as"
        " WCAG 2.2 measures it (1.4.3, 1.4.6). Take a darker colour, or a lighter tint.",
    ),
    "P204": Code(
        "error",
        "logo that cannot be used",
        "The logo is a picture file that Word can show, best a PNG, named by its path from the brand's own folder.",
    ),
    "P210": Code(
        "error",
        "name taken in the new project's folder",
        "`briefing new` overwrites nothing: none of content, templates, README.md and .gitignore may be there yet.",
    ),
    "P211": Code(
        "error",
        "new project cannot be written",
        "The folder could not be made or written to: see that it is a folder, that you may write there, and that the "
        "disk is not full.",
    ),
    "P108": Code("error", "unknown topic", "Topics are named by their file in content/, without the ending."),
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
        "yyyy-mm-dd is a date, and the calendar has no such day. If it is no date, quote it.",
    ),
    "C116": Code(
        "error",
        "not JSON",
        "The file is not JSON as RFC 8259 has it: no comments, no trailing commas, no NaN.",
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
    "C127": Code("error", "uneven table", "Every row has as many cells as the table has columns, in YAML as in CSV."),
    "C128": Code(
        "error",
        "block without a single kind",
        "A block is one of text, points, table, timeline, quote, callout, qa, figure.",
    ),
    "C129": Code(
        "error",
        "readers that contradict",
        "`only` is a closed list of one audience or more; `not` takes away from all.",
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
    "C135": Code("error", "unknown block", "`omit` names blocks of a topic by their ids."),
    "C136": Code("error", "unknown depth", "Depths are listed, shallow to deep, under `depths` in audiences.yaml."),
    "C137": Code("error", "audience that cannot be extended", "Audiences inherit one level: a parent has no parent."),
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
    # O: output
    "O101": Code(
        "error",
        "LibreOffice is not installed",
        "PDFs are made by LibreOffice Writer, which was neither on the PATH nor where installers put it. Install it "
        "(Debian and Ubuntu: `apt install libreoffice-writer-nogui`), or build without `--pdf`.",
    ),
    "O102": Code(
        "error",
        "no PDF came of the file",
        "LibreOffice ended without a whole PDF of this file. Open the file in LibreOffice or Word to see whether it is "
        "whole, close it if it is open elsewhere, and see that the disk is not full.",
    ),
    "O103": Code(
        "error",
        "making the PDF took too long",
        "LibreOffice was ended at the time limit. Very long tables take it minutes. PDFs finished by then were kept; "
        "convert fewer files at a time.",
    ),
    "O104": Code(
        "error",
        "the folder for PDFs can't be written to",
        "The folder could not be made or written to: see that it is a folder, that you may write there, and that the "
        "disk is not full.",
    ),
    # O2: a package that is not valid WordprocessingML; docs/word/verify.md has the standard and what Word does
    "O201": Code(
        "error", "not a zip that can be read", "A .docx file is a zip archive; this one is cut off or damaged."
    ),
    "O202": Code(
        "error", "part that is there twice", "Two members have the same name, and which one Word reads is chance."
    ),
    "O203": Code(
        "error", "unsafe name in the zip", "Names lead down from the package's root: no '..', backslash or drive."
    ),
    "O204": Code("error", "protected file", "Remove the password in Word, or save the old .doc as .docx."),
    "O205": Code(
        "error", "no content types", "[Content_Types].xml says what each part is; without it Word opens nothing."
    ),
    "O206": Code(
        "error", "part without content type", "[Content_Types].xml gives neither its name nor its extension a type."
    ),
    "O207": Code(
        "warning", "content type of nothing", "[Content_Types].xml names a part that is not there; Word ignores it."
    ),
    "O208": Code("error", "two content types", "A part or an extension has exactly one content type."),
    "O209": Code(
        "error", "part that is not XML", "A part that should be XML is not well-formed, and Word stops at it."
    ),
    "O210": Code(
        "error", "document type declaration", "Parts have no DOCTYPE (ECMA-376 Part 2): it can hide entities."
    ),
    "O211": Code("warning", "encoding other than Unicode", "Parts are written in UTF-8 or UTF-16 (ECMA-376 Part 2)."),
    "O212": Code("error", "relationship id used twice", "A reference to it is ambiguous, and Word refuses the file."),
    "O213": Code("error", "relationship to nothing", "The part that a relationship leads to is not in the package."),
    "O214": Code("error", "reference without relationship", "An r:id names no relationship of its own part."),
    "O215": Code(
        "error", "relationship of the wrong kind", "A hyperlink leads to a hyperlink, a picture to an image, …"
    ),
    "O216": Code("error", "no main document", "The package's relationships lead to the main document; they do not."),
    "O217": Code("error", "no Word document", "The main part's content type is none of .docx, .dotx, .docm or .dotm."),
    "O218": Code(
        "error", "Strict Open XML", "Save it in Word as 'Word Document (.docx)', not as 'Strict Open XML Document'."
    ),
    "O219": Code("error", "package too large", "It unpacks to more than a gibibyte, as no document of Word does."),
    "O220": Code("error", "malformed relationship", "A relationship has an Id that is a name, a Type and a Target."),
    "O222": Code(
        "error", "relationship to another type", "What a relationship leads to has the content type of its kind."
    ),
    "O223": Code("error", "two main parts", "A package has one main document and one part of properties of each kind."),
    "O224": Code(
        "warning", "picture that is gone", "Word writes the target NULL for a picture it has lost, and opens the file."
    ),
    "O230": Code("error", "element in the wrong place", "The schema does not allow this element in that one."),
    "O231": Code("error", "elements in the wrong order", "The schema gives the children of an element an order."),
    "O232": Code("error", "element that is there twice", "The schema allows this element once."),
    "O233": Code("error", "missing element", "The schema requires it, and Word does not open or repairs the file."),
    "O234": Code("error", "bare text", "Text stands in w:t only; between other elements Word takes it for damage."),
    "O235": Code("error", "unknown attribute", "The schema does not give this attribute to the element."),
    "O236": Code(
        "error",
        "value of the wrong type",
        "Whole numbers without fraction, colours as six hex digits, words of a list.",
    ),
    "O237": Code("error", "missing attribute", "The schema requires it."),
    "O239": Code(
        "error", "unknown namespace", "Word refuses what it does not know unless mc:Ignorable names its prefix."
    ),
    "O240": Code("error", "wrong root element", "The root of a part is the one that its content type asks for."),
    "O241": Code(
        "error",
        "cell or story without paragraph",
        "A cell ends in a paragraph; headers, notes and text boxes hold one.",
    ),
    "O242": Code(
        "error", "table without rows or cells", "A table has a row, and a row has a cell; Word repairs what has none."
    ),
    "O243": Code(
        "error", "row wider than its table", "The cells of a row, with their spans, are no more than the columns."
    ),
    "O244": Code(
        "warning", "row narrower than its table", "The row ends before the last column; Word draws it ragged."
    ),
    "O245": Code(
        "warning", "merge with nothing above", "A cell continues a vertical merge that no cell above it starts."
    ),
    "O246": Code(
        "error", "malformed alternatives", "mc:AlternateContent holds an mc:Choice that requires a declared prefix."
    ),
    "O247": Code("error", "undeclared prefix", "mc:Ignorable names a prefix without namespace; Word refuses the file."),
    "O248": Code(
        "warning", "missing table properties", "The schema requires w:tblPr and w:tblGrid; Word does without."
    ),
    "O249": Code(
        "warning", "properties in another order", "The standard orders them, each once; Word reads them in any order."
    ),
    "O250": Code(
        "error", "drawing id used twice", "wp:docPr ids are unique in the document; Word may call it corrupt."
    ),
    "O251": Code("error", "bookmark id used twice", "The id pairs the two marks of a bookmark, so it is unique."),
    "O252": Code("warning", "bookmark name used twice", "Word keeps the first and drops the others: links go there."),
    "O253": Code("warning", "half a range", "A bookmark or comment range has a start and an end; Word drops a half."),
    "O254": Code("error", "content control id used twice", "The id of a content control is unique in the document."),
    "O255": Code(
        "warning",
        "paragraph id used twice",
        "w14:paraId is unique; Word gives new ones, and threads of comments may move.",
    ),
    "O256": Code(
        "error", "malformed paragraph id", "w14:paraId is eight hex digits below 80000000; above, Word finds damage."
    ),
    "O257": Code("error", "style id used twice", "A style is named by its id, so it is unique."),
    "O258": Code("error", "numbering id used twice", "A list is named by its id, so it is unique."),
    "O259": Code("error", "note or comment id used twice", "A note is named by its id, so it is unique in its part."),
    "O260": Code("error", "reference to no note", "The footnote, endnote or comment that is referred to is not there."),
    "O261": Code(
        "error", "missing separator note", "The settings name separators by id; the part of notes holds them."
    ),
    "O262": Code(
        "warning",
        "numbering that is not defined",
        "The paragraph names a list that is not there; Word shows no number.",
    ),
    "O263": Code("error", "list without definition", "A w:num names the w:abstractNum that it is made from."),
    "O264": Code("error", "level beyond nine", "Lists have nine levels, 0 to 8."),
    "O265": Code("warning", "style that is not defined", "Word takes the default style in its place."),
    "O266": Code(
        "warning", "style of another kind", "A paragraph style is used for a run, or the like; Word ignores it."
    ),
    "O267": Code("error", "style based on itself", "The chain of w:basedOn ends in a style that is based on none."),
    "O268": Code(
        "error", "two headers of one type", "A section has at most one header and one footer for each type of page."
    ),
    "O269": Code("error", "mark of no field", "w:fldChar goes begin, separate, end; this one has no begin before it."),
    "O270": Code(
        "error", "field that is not closed", "A field ends in the story it begins in: body, text box, note, header."
    ),
    "O271": Code(
        "error",
        "malformed core properties",
        "Each property once; dates in the form 2023-01-23T00:00:00Z, with their type.",
    ),
    "O272": Code(
        "error", "malformed custom properties", "Each has one value, its own name, and its own pid from 2 up."
    ),
    "O273": Code("error", "half a move", "The two marks of a tracked move stand in the same part."),
    "O290": Code("error", "tag left over", "A tag of a template is in the file as typed: nobody filled it in."),
    "O105": Code(
        "error",
        "file that cannot be written",
        "The folder may be read-only, the disk full, or the file open in Word. The old file, if any, is whole.",
    ),
    # A: audience
    "A101": Code(
        "error",
        "unknown audience",
        "Audiences are a closed list in audiences.yaml, so that no edition goes to a reader nobody has described.",
    ),
    "A102": Code(
        "error",
        "required section is empty",
        "The audience `require`s this section, but every block of it is omitted, not for this audience or too deep. "
        "`briefing why BLOCK -a AUDIENCE` tells which; write a block for it, or take the section from `require`.",
    ),
    "A103": Code(
        "error",
        "expression that can't be evaluated",
        "Between {{ and }} stands an expression over the briefing's own values: `facts`, `terms`, `data`, `audience` "
        "and the fields of `briefing`. The message says what is wrong with this one.",
    ),
    "A104": Code(
        "error",
        "expression that does not end",
        "`{{` begins an expression and `}}` ends it; a quotation mark within must be closed too. To print two braces, "
        "write `\\{{`.",
    ),
    "A105": Code(
        "error",
        "value that can't be printed",
        "A text can print a text, a number, a date, a fact or a term. A list or a record has no form of its own: name "
        "one of its values, or join a list with `| listed`.",
    ),
    "A106": Code(
        "error",
        "unknown name in a text",
        "A text names facts, terms and sources of its topic by their ids: `{{ facts.id }}`, `{{ terms.id }}`, `[@id]`.",
    ),
    "A107": Code(
        "error",
        "text that prints itself",
        "The claim of a fact or the meaning of a term prints, over one or more steps, itself, which has no end. The "
        "value of a fact may stand in its own claim: `{{ facts.id }}`.",
    ),
    "A108": Code(
        "warning",
        "language without rules",
        "Unicode's tables have no dates and numbers for this language, so that British English ones are printed. Check "
        "the tag: a language, and after a hyphen a country, as in `de-AT`.",
    ),
    # Q: quality
    "Q101": Code(
        "error",
        "block that reaches no audience",
        "Nobody would read this block: it is omitted, not for, or too deep for every audience. Give it to one, or take "
        "it away; text for nobody is not kept up.",
    ),
    "Q102": Code(
        "warning",
        "omission of what is out anyway",
        "The block would not reach this audience without the omission either, so that the reason given misleads. Take "
        "the omission away.",
    ),
    "Q103": Code(
        "warning",
        "edition too long",
        "Title, bottom line, key facts and sections together have more words than `limits: {words: …}` allows. Omit a "
        "block, make one deeper, or write a shorter variant.",
    ),
    "Q104": Code(
        "warning",
        "sentence too long",
        "The sentence has more words than `limits: {sentence: …}` allows for this audience. Make two of it, or write a "
        "variant.",
    ),
    "Q105": Code(
        "warning",
        "bottom line too long",
        "The bottom line makes the point in at most five sentences; a reader who stops there must have it.",
    ),
    "Q106": Code(
        "warning",
        "too many variants in an edition",
        "More than 40 % of the edition's blocks are variants. What is said anew for one audience must be kept up for "
        "it alone; write defaults that more readers can share.",
    ),
    "Q107": Code(
        "warning",
        "too few blocks are shared",
        "Less than half of the topic's blocks reach three audiences or more, so that it is several documents in one "
        "file. Widen `only`, or make topics of their own.",
    ),
    "O106": Code("error", "file in the way", "A file that somebody may have changed is not written over unasked."),
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
    "T201": Code(
        "error", "tag that cannot be read", "What stands between the braces is not an expression or statement."
    ),
    "T202": Code(
        "error", "unknown filter or test", "Filters follow `|`, tests follow `is`; the guide lists all of them."
    ),
    "T203": Code(
        "error", "unknown statement", "Statements are for, if, elif, else, set, macro, call, filter, with, do."
    ),
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
    "T225": Code(
        "error", "block that cuts a field", "A field of Word (a page number, a link) is kept whole or left out."
    ),
    "T310": Code(
        "error",
        "missing value",
        "The data has nothing of this name. `default(…)` and `is defined` say that it may be missing.",
    ),
    "T401": Code(
        "error",
        "marking that is not shown",
        "A marking or the word 'draft' has to be on every page, so a header or footer has to print it.",
    ),
    # R: rendering
    "R301": Code("error", "expression that failed", "The expression could not be computed with these values."),
    "R302": Code("error", "not allowed in a template", "A template is not a program: what could do harm is refused."),
    "R303": Code(
        "error",
        "paragraphs inside a line",
        "Rich text of more than one paragraph takes the place of a whole paragraph: its tag stands alone in one.",
    ),
    "R304": Code("warning", "list or record printed", "A list or record was printed as it stands; name what is meant."),
    "R310": Code("warning", "control character", "A Word file cannot hold control characters; they were left out."),
    "R311": Code("warning", "address that is not linked", "Only web, mail and telephone addresses are linked."),
    "R312": Code("error", "unusable picture", "The file is not there, or is no picture that Word can show."),
    "R320": Code(
        "warning", "missing style", "The template has no style of this name, so a plain look stands in for it."
    ),
}
