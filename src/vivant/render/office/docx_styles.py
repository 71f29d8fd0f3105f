"""The table of styles in the words of docx."""

from vivant.render.fonts import FAMILY
from vivant.render.office.styles import BODY, MARKS, STYLES, TEXT_WIDTH, Mark, Style
from vivant.render.palette import INK, RULE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KNOWN = frozenset({"Title", "Subtitle", "Body Text", "TOC Heading", "Hyperlink"})
LOWER = ("Heading ", "TOC ", "Header", "Footer")
"""Styles that Word knows under a name without capital."""


def styles_xml(language: str) -> str:
    """The part ``styles.xml``: every style of the table, the style of tables, the defaults."""
    face = f'<w:rFonts w:ascii="{FAMILY}" w:hAnsi="{FAMILY}" w:cs="{FAMILY}" w:eastAsia="{FAMILY}"/>'
    size = round(BODY * 2)
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{face}<w:color w:val="{INK[1:]}"/><w:sz w:val="{size}"/><w:szCs'
        f' w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        "<w:semiHidden/><w:tblPr>"
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    inner = "".join(map(_paragraph, STYLES)) + "".join(map(_character, MARKS))
    return f'<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{W}">{defaults}{base}{inner}{_table()}</w:styles>'


def style_id(name: str) -> str:
    """As pandoc makes it."""
    return name.replace(" ", "")


def _paragraph(style: Style) -> str:
    name = style.name.lower() if style.name.startswith(LOWER) and style.name != "TOC Heading" else style.name
    custom = "" if name in KNOWN or name != style.name else ' w:customStyle="1"'
    following = '<w:next w:val="BodyText"/>' if style.outline else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(style.name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>{_layout(style)}</w:pPr><w:rPr>'
        f"{_letters(style)}</w:rPr></w:style>"
    )


def _layout(style: Style) -> str:
    """In the order that the format imposes."""
    parts = ["<w:keepNext/>" if style.keep else "", "<w:keepLines/>" if style.keep or style.whole else ""]
    parts += ["<w:pageBreakBefore/>" if style.page else "", "<w:widowControl/>", _borders(style)]
    parts += [f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill[1:]}"/>' if style.fill else ""]
    edge = round(TEXT_WIDTH * 567)
    if style.tab or style.name in ("Header", "Footer"):
        dots = ' w:leader="dot"' if style.tab else ""
        parts.append(f'<w:tabs><w:tab w:val="right"{dots} w:pos="{edge}"/></w:tabs>')
    elif style.hanging:
        parts.append(f'<w:tabs><w:tab w:val="left" w:pos="{round(style.left * 20)}"/></w:tabs>')
    parts.append("<w:suppressAutoHyphens/>" if style.outline or style.size > 12 else "")
    parts.append(
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"'
        f' w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
    )
    if style.left:
        hanging = f' w:hanging="{round(style.hanging * 20)}"' if style.hanging else ""
        parts.append(f'<w:ind w:left="{round(style.left * 20)}"{hanging}/>')
    parts.append(f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "")
    return "".join(parts)


def _borders(style: Style) -> str:
    kind = "dashed" if style.dashed else "single"
    left = f'<w:left w:val="{kind}" w:sz="18" w:space="7" w:color="{style.bar[1:]}"/>' if style.bar else ""
    foot = f'<w:bottom w:val="single" w:sz="12" w:space="3" w:color="{style.foot[1:]}"/>' if style.foot else ""
    return f"<w:pBdr>{left}{foot}</w:pBdr>" if left or foot else ""


def _letters(style: Style | Mark) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if isinstance(style, Style) and style.italic else ""
    colour = f'<w:color w:val="{style.colour[1:]}"/>' if style.colour else ""
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>' if style.size else ""
    return bold + italic + colour + size


def _character(mark: Mark) -> str:
    custom = "" if mark.name in KNOWN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id(mark.name)}"><w:name w:val="{mark.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{_letters(mark)}</w:rPr></w:style>'
    )


def _table() -> str:
    """Rules between rows, a stronger one under the header."""
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{INK[1:]}"'
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 24), ("left", 60), ("bottom", 24), ("right", 60))
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn'
        ' w:val="TableNormal"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )
