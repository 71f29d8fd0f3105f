"""The styles of the documents that people go on editing, once for docx and odt. Names are what the user sees."""

from dataclasses import dataclass

from vivant.render.palette import DRAFT, INK, OPPORTUNITY, RULE, SOFT, WASH

BODY = 10.5
TEXT_WIDTH = 16.2
"""Centimetres between the margins of an A4 page."""
MARGIN = 2.4
LINE = 1.09
"""Height of a line, in lines of the face: as far apart as in the pages of the pdf."""
WHOLE = 14
"""Rows that a table may have and still not be cut between two pages."""
DRAWING_WIDTH = 14.6
"""Centimetres: nine tenths of the line, as in the pdf."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes and spaces in points; ``bar`` is a rule at the left, ``foot`` one below, in a colour.

    ``outline`` is the level of a heading, ``hanging`` how far the first line stands out.
    """

    name: str
    size: float = BODY
    bold: bool = False
    italic: bool = False
    colour: str = INK
    before: float = 0
    after: float = 7
    left: float = 0
    hanging: float = 0
    bar: str = ""
    dashed: bool = False
    foot: str = ""
    fill: str = ""
    keep: bool = False
    """Stays on the page of what follows."""
    whole: bool = False
    """Is not cut between two pages."""
    outline: int = 0
    line: float = LINE
    tab: bool = False
    """A dotted line up to a page number at the right edge."""
    page: bool = False
    """Starts a page."""


STYLES = (
    Style("Title", 26, bold=True, before=130, after=10, line=1.05),
    Style("Subtitle", 15, colour=OPPORTUNITY, after=22),
    Style("Couverture", 11, after=4),
    Style("Statut", 11, bold=True, colour=DRAFT, before=14, after=14, left=8, bar=DRAFT, dashed=True),
    Style("Remerciements", 10, after=6, whole=True),
    Style("Heading 1", 17, bold=True, before=20, after=7, foot=OPPORTUNITY, keep=True, outline=1, line=1.1),
    Style("Heading 2", 13.5, bold=True, before=14, after=5, keep=True, outline=2, line=1.1),
    Style("Heading 3", 11, bold=True, colour=OPPORTUNITY, before=11, after=4, keep=True, outline=3, line=1.1),
    Style("Heading 4", 10.5, bold=True, colour=OPPORTUNITY, before=9, after=4, keep=True, outline=4, line=1.1),
    Style("Heading 5", 10.5, bold=True, colour=SOFT, before=9, after=4, keep=True, outline=5, line=1.1),
    Style("TOC Heading", 17, bold=True, after=7, foot=OPPORTUNITY, keep=True, line=1.1, page=True),
    Style("TOC 1", 10.5, bold=True, before=5, after=1, tab=True),
    Style("TOC 2", 10.5, after=1, left=12, tab=True),
    Style("TOC 3", 10, after=1, left=24, tab=True),
    Style("TOC 4", 10, after=1, left=36, tab=True),
    Style("Body Text", before=4, after=4),
    Style("First Paragraph", before=4, after=4),
    Style("Compact", 9.2, after=0, line=1),
    Style("Puce", after=2),
    Style("Chapeau", 11, before=4, after=4, left=11, bar=OPPORTUNITY),
    Style("Brouillon", after=4, left=11, bar=DRAFT, dashed=True, keep=True),
    Style("Brouillon titre", before=6, after=2, left=11, bar=DRAFT, dashed=True, keep=True),
    Style("Note", 9.2, colour=SOFT, before=4, after=4),
    Style("Note de titre", 9.2, colour=SOFT, before=2, after=4, keep=True),
    Style("Aparté", italic=True, colour=SOFT, after=4, keep=True),
    Style("Citation", 11.8, before=7, after=1, left=14, bar=RULE, keep=True, whole=True),
    Style("Attribution", 9.5, colour=SOFT, after=7, left=14, bar=RULE, whole=True),
    Style("Encadré", after=3, left=10, bar=OPPORTUNITY, fill=WASH, whole=True),
    Style("Encadré titre", bold=True, before=7, after=3, left=10, bar=OPPORTUNITY, fill=WASH, keep=True),
    Style("Encadré brouillon", after=3, left=10, bar=DRAFT, dashed=True, fill=WASH, whole=True),
    Style(
        "Encadré brouillon titre", bold=True, before=7, after=3, left=10, bar=DRAFT, dashed=True, fill=WASH, keep=True
    ),
    Style("Terme", after=4, left=14, hanging=14),
    Style("Extrait", before=8, after=2, left=34, hanging=34, keep=True),
    Style("Extrait source", 9, colour=SOFT, after=4, left=34),
    Style("Dessin", before=7, after=3, keep=True, line=1),
    Style("Légende", 10, bold=True, after=5, keep=True),
    Style("Table Caption", 10, bold=True, before=7, after=4, keep=True),
    Style("Header", 8.5, colour=SOFT, after=0, line=1),
    Style("Footer", 8.5, colour=SOFT, after=0, line=1),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A style of words inside a paragraph."""

    name: str
    size: float = 0
    bold: bool = False
    colour: str = ""


MARKS = (
    Mark("Hyperlink", colour=OPPORTUNITY),
    Mark("Numéro", bold=True, colour=OPPORTUNITY),
    Mark("Preuve", 9, colour=SOFT),
    Mark("Étiquette", 8.5, bold=True, colour=DRAFT),
    Mark("Cellule", 9.2),
    Mark("Cellule serrée", 8.2),
    Mark("Index Link"),
)
