"""Words that tell a reader nothing: the text of a link, the alternative text of a picture (WCAG 2.2, 1.1.1, 2.4.4).

In English, German, French and Spanish.
"""

from __future__ import annotations

import re

from briefing.later import regex

_EMPTY = frozenset(
    text
    for language in (
        "here|click here|click|press here|see here|link|this link|see link|this|this page|more|read more|see more|"
        "learn more|find out more|more info|more information|more details|details|continue|continue reading",
        "hier|hier klicken|klicken sie hier|klick hier|klicke hier|siehe hier|mehr|mehr lesen|mehr dazu|"
        "mehr erfahren|mehr infos|mehr informationen|weiterlesen|weitere informationen|weitere infos|dieser link|"
        "zum link|diese seite",
        "ici|cliquez ici|cliquer ici|voir ici|lien|ce lien|plus|voir plus|lire plus|lire la suite|en savoir plus|"
        "plus d'infos|plus d'informations|cette page|suite",
        "aquí|aqui|haga clic aquí|haz clic aquí|clic aquí|pulse aquí|ver aquí|enlace|este enlace|más|mas|ver más|"
        "leer más|saber más|más información|más detalles|esta página",
    )
    for text in language.split("|")
)
_EDGES = " \t\n\u00a0.,:;!…()[]<>«»→›‹\"'“”"
_ADDRESS = regex(r"(?:https?://|ftp://|www\.)(\S+)", re.IGNORECASE)
_LONGEST = 30  # characters of an address that can still be listened to
_FILE = regex(r"[^\n/\\]+\.(?:png|jpe?g|gif|bmp|tiff?|[ew]mf|svg|webp|heic)", re.IGNORECASE)
_NUMBERED = regex(
    r"(?:picture|image|img|photo|figure|chart|diagram|graphic|object|shape|screenshot|dsc[nf]?|"
    r"bild|grafik|abbildung|diagramm|objekt|imagen|gráfico|foto|objeto|graphique|objet|forme)[\s_-]*\d*",
    re.IGNORECASE,
)


def link_fault(text: str) -> str:
    """The code of what is wrong with the text of a link, O306 or O307; empty where it will do."""
    if " ".join(text.casefold().replace("’", "'").strip(_EDGES).split()) in _EMPTY:
        return "O306"
    address = _ADDRESS.fullmatch(text.strip())
    return "O307" if address and "/" in address[1].rstrip("/") and len(address[1]) > _LONGEST else ""


def link_message(code: str, text: str) -> str:
    """What is said of it."""
    if code == "O306":
        return f"the text of the link does not say where it leads: '{text.strip()}'"
    return f"the text of the link is an address of {len(text.strip())} characters"


def picture_fault(text: str) -> str:
    """What is wrong with words that stand for a picture; empty where they will do."""
    if _FILE.fullmatch(text.strip()):
        return "is the name of a file"
    return "does not say what it shows" if _NUMBERED.fullmatch(text.strip()) else ""
