"""What is said of projects, brands and new projects: P."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
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
        "briefing.yaml may hold `content`, `templates`, `output` (folders inside the project), `ignore` (a list of"
        " codes of warnings), `limits` (what a run may take, by name) and `external` (`drop` or `keep`: what templates"
        " fetch when they are opened). The file itself may be left out.",
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
        "folder of the new project is not empty",
        "`briefing new` makes a folder of its own, or fills an empty one, so that nothing of yours is overwritten or "
        "mixed up with what it writes. Git's own folder may be there.",
    ),
    "P211": Code(
        "error",
        "new project cannot be written",
        "The folder could not be made or written to: see that it is a folder, that you may write there, and that the "
        "disk is not full.",
    ),
    "P110": Code(
        "error",
        "mistake in briefing.lock",
        "briefing.lock says of each variant which wording of its default it was last looked at against: topic, what is "
        "varied, audience, fingerprint. `briefing accept` writes it; nobody need edit it.",
    ),
    "P111": Code(
        "error",
        "more than a run may take",
        "Files come from anywhere, and what makes much of little must not hold up the machine. A file is read, a "
        "template compiled and a document rendered within `seconds` of the processor's time, and all of it within "
        "`memory`. What is meant to be that large gets more: `--limit seconds=60`, or `limits: {seconds: 60}` in "
        "briefing.yaml. docs/limits.md lists all limits.",
    ),
    "P112": Code(
        "error",
        "mistake in the limits",
        "A limit has a name, listed in docs/limits.md, and a number above 0. Those of size take a unit: `200 MiB`.",
    ),
    "P113": Code(
        "error",
        "name of a topic that is no text",
        "A topic is named by its file, and papers by their topic. On Linux a file's name may be any bytes; one that is "
        "not UTF-8, often from an old archive, can neither be typed nor printed. Rename the file.",
    ),
    "P114": Code(
        "error",
        "two topics of one name",
        "Papers are named by their topic: its file in content/ without the ending. Two that differ in the ending only, "
        "in capitals, or in how an accent is stored, would be written over each other, here or on Windows and macOS.",
    ),
    "P115": Code(
        "error",
        "refused by the system",
        "Something that always works was refused: a disk is full or broken, what is printed to is full, or a file "
        "vanished while it was read. What the system says of it is told as it is. No paper was half written.",
    ),
    "P116": Code(
        "error",
        "fault of briefing's own",
        "Whatever files hold, briefing is to do its work or to say what is wrong with them. Here it met something that "
        "nobody had thought of. Nothing was half written. Please report it, with the files that give it; with "
        "`BRIEFING_TRACEBACK=1` in the environment it prints where in its program it was.",
    ),
    "P120": Code(
        "error",
        "columns that cannot be told apart",
        "The first line of the file of recipients names its columns, and tags name those: `{{ recipient.name }}`. Each"
        " has a name, and none that of another.",
    ),
    "P121": Code(
        "error",
        "row without an edition",
        "Each row gets one topic as one audience reads it. The columns `topic` and `audience` name them; `-t` and `-a`"
        " do for rows that name none. No other row is kept from being made.",
    ),
    "P122": Code(
        "error",
        "copy without a name of its own",
        "`--name` says what copies are called, with columns in braces: `'{topic}-{name}'`; `{topic}`, `{audience}` and"
        " `{row}` are there, too. What no file's name may hold becomes a hyphen. Two copies never have one name,"
        " whatever their capitals: the later row is not made.",
    ),
    "P123": Code(
        "error",
        "copies that were ended from outside",
        "Copies are made in several processes. One of them was ended by the system, most often for want of memory. What"
        " was made before stays, as the manifest says, and `--resume` goes on from there.",
    ),
    "P108": Code("error", "unknown topic", "Topics are named by their file in content/, without the ending."),
    "P109": Code(
        "error",
        "unknown code",
        "Codes are a letter for the stage and three digits, as in T310; `briefing explain all` lists them.",
    ),
}
