"""docx: what pandoc leaves out. House styles, headers, contents already filled, SVG, letters inside the file."""

import re
import uuid
from html import escape

from vivant.render.charts import svg
from vivant.render.fonts import FAMILY
from vivant.render.office.blocks import Writer, place_name
from vivant.render.office.docx_styles import styles_xml
from vivant.render.office.package import anchors_of, fonts, listed_headings, write_package
from vivant.render.office.styles import DRAWING_WIDTH, MARGIN, TEXT_WIDTH, WHOLE
from vivant.render.palette import DRAFT
from vivant.render.tree import raw
from vivant.synthesis.document import Contents, Document, Heading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
TWIPS, EMU = 567, 360_000
"""In a centimetre."""
PANDOC_LINE = 7920
"""Twips that pandoc thinks a table has."""


def write_docx(document: Document) -> bytes:
    """The bytes of a typeset document whose blocks are in memory. Raises ToolError when pandoc refuses."""
    writer = Writer(
        "openxml",
        "<w:r><w:tab/></w:r>",
        lambda contents: raw("openxml", contents_xml(contents, document)),
        lambda name: name,
        anchors_of(document),
    )
    return write_package(document, "docx", writer, lambda parts, done: _finish(parts, done, document))


def contents_xml(contents: Contents, document: Document) -> str:
    """The field of contents, its entries already there: links, each with the page of its heading."""
    lines = [_entry(*listed) for listed in listed_headings(contents, document)]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{contents.depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    filled = "".join(line.replace("@", "" if index else begin, 1) for index, line in enumerate(lines))
    end = f'<w:p>{"" if lines else begin}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f'</w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>{_text(contents.title)}'
        f"</w:t></w:r></w:p>{filled}{end}</w:sdtContent></w:sdt>"
    )


def _entry(rank: int, heading: Heading, page: str) -> str:
    """``@`` stands where the field of contents begins, in the first entry."""
    name = place_name(heading.id)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{rank}"/></w:pPr>@<w:hyperlink w:anchor="{name}" w:history="1">'
        f'<w:r><w:t xml:space="preserve">{_text(heading.text)}</w:t></w:r><w:r><w:tab/></w:r>'
        + _field(f"PAGEREF {name} \\h", page)
        + "</w:hyperlink></w:p>"
    )


def _finish(parts: dict[str, bytes], writer: Writer, document: Document) -> None:
    relations: list[tuple[str, str, str]] = [
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFirst", "header", "header2.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    ]
    parts["word/header1.xml"] = _band("hdr", "Header", _header(document, short=False))
    parts["word/header2.xml"] = _band("hdr", "Header", _header(document, short=True))
    parts["word/footer1.xml"] = _band("ftr", "Footer", _footer())
    body = _body(parts["word/document.xml"].decode("utf-8"))
    for index, chart in enumerate(writer.drawings):
        parts[f"word/media/dessin-{index}.svg"] = svg(chart).encode()
        relations.append((f"rIdSvg{index}", "image", f"media/dessin-{index}.svg"))
    parts["word/document.xml"] = body.encode()
    numbering = parts["word/numbering.xml"].replace(b'w:left="720" w:hanging="360"', b'w:left="380" w:hanging="260"')
    parts["word/numbering.xml"] = numbering
    parts["word/styles.xml"] = styles_xml(document.language).encode()
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"].decode("utf-8"), document.language).encode()
    _embed_fonts(parts)
    _relate(parts, relations)


def _body(xml: str) -> str:
    """Tables to the width of the page, rows kept whole, their first cells as headings; the drawings as vectors."""
    scale = TEXT_WIDTH * TWIPS / PANDOC_LINE
    xml = re.sub(r'<w:gridCol w:w="(\d+)" />', lambda m: f'<w:gridCol w:w="{round(int(m[1]) * scale)}" />', xml)
    xml = xml.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
    xml = xml.replace("<w:trPr><w:tblHeader", "<w:trPr><w:cantSplit/><w:tblHeader")
    xml = re.sub(r"<w:tbl>.*?</w:tbl>(?P<note>\s*<w:p><w:pPr><w:pStyle w:val=\"Note\")?", _kept, xml, flags=re.DOTALL)
    xml = re.sub(r'w:firstColumn="0"([^>]*?)w:val="0020"', r'w:firstColumn="1"\1w:val="00A0"', xml)
    xml = re.sub(r'(descr="dessin-(\d+)\.png".*?)<a:blip r:embed="(\w+)" />', _vector, xml, flags=re.DOTALL)
    xml = re.sub(r'(<(?:wp:extent|a:ext) )cx="(\d+)" cy="(\d+)"', _widened, xml)
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first"'
        ' r:id="rIdFirst"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="first" r:id="rIdFooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="1417" w:right="{round(MARGIN * TWIPS)}" w:bottom="1304" w:left="{round(MARGIN * TWIPS)}"'
        ' w:header="680" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return re.sub(r"<w:sectPr>.*?</w:sectPr>", page, xml, flags=re.DOTALL)


def _widened(found: re.Match[str]) -> str:
    """A drawing at its width, which pandoc brings down to the line that it knows."""
    width = round(DRAWING_WIDTH * EMU)
    return f'{found[1]}cx="{width}" cy="{round(int(found[3]) * width / int(found[2]))}"'


def _kept(found: re.Match[str]) -> str:
    """A table on one page with the note under it, or if it is long, its header with its first rows."""
    start, *rows = found[0].split("<w:tr>")
    last = len(rows) - (not found["note"]) if len(rows) <= WHOLE + 1 else 3
    style = '<w:pStyle w:val="Compact" />'
    rows[:last] = [row.replace(style, f"{style}<w:keepNext/>") for row in rows[:last]]
    return "<w:tr>".join([start, *rows])


def _vector(found: re.Match[str]) -> str:
    before, index, picture = found.groups()
    return (
        f'{before}<a:blip r:embed="{picture}"><a:extLst><a:ext uri="{SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG_SPACE}" r:embed="rIdSvg{index}"/></a:ext></a:extLst></a:blip>'
    )


def _band(tag: str, style: str, content: str) -> bytes:
    inner = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{line}</w:p>' for line in content.split("\n"))
    return f"{HEAD}<w:{tag} {SPACES}>{inner}</w:{tag}>".encode()


def _header(document: Document, *, short: bool) -> str:
    """Title and network, then the state of the document; on the title page the state alone."""
    names = f"{_run(document.title)}<w:r><w:tab/></w:r>{_run(document.network)}"
    state = _run(document.status, f'<w:b/><w:color w:val="{DRAFT[1:]}"/>') if document.status else ""
    return state if short else "\n".join(part for part in (names, state) if part)


def _footer() -> str:
    return f"<w:r><w:tab/></w:r>{_run('page ')}{_field('PAGE', '1')}{_run(' / ')}{_field('NUMPAGES', '1')}"


def _field(instruction: str, shown: str) -> str:
    """What the program works out, and what it shows until then."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    order = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{order}{separate}<w:r><w:t>{shown}</w:t></w:r>{end}"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _settings(xml: str, language: str) -> str:
    xml = re.sub(r"<w:themeFontLang [^>]*/>", f'<w:themeFontLang w:val="{escape(language)}" />', xml)
    xml = xml.replace('<w:decimalSymbol w:val="." />', '<w:decimalSymbol w:val="," />')
    xml = xml.replace('<w:listSeparator w:val="," />', '<w:listSeparator w:val=";" />')
    xml = xml.replace("<w:embedSystemFonts />", "<w:embedTrueTypeFonts /><w:saveSubsetFonts />")
    return re.sub(r"(<w:defaultTabStop [^>]*/>)", r"\1<w:autoHyphenation /><w:doNotHyphenateCaps />", xml)


def _embed_fonts(parts: dict[str, bytes]) -> None:
    """Letters, veiled as the format asks: the first 32 bytes are crossed with the key of the font."""
    relations, tags = [], []
    for index, (style, face) in enumerate(fonts(), 1):
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{FAMILY} {style}")
        veil = key.bytes[::-1] * 2
        parts[f"word/fonts/font{index}.odttf"] = bytes(a ^ b for a, b in zip(face[:32], veil, strict=True)) + face[32:]
        tags.append(f'<w:embed{style} r:id="rId{index}" w:fontKey="{{{str(key).upper()}}}"/>')
        relations.append((f"rId{index}", "font", f"fonts/font{index}.odttf"))
    parts["word/fontTable.xml"] = (
        f'{HEAD}<w:fonts {SPACES}><w:font w:name="{FAMILY}"><w:altName w:val="Verdana"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/>{"".join(tags)}</w:font></w:fonts>'
    ).encode()
    inner = "".join(_relation(*relation) for relation in relations)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/fontTable.xml.rels"] = f'{HEAD}<Relationships xmlns="{space}">{inner}</Relationships>'.encode()


def _relate(parts: dict[str, bytes], relations: list[tuple[str, str, str]]) -> None:
    name = "word/_rels/document.xml.rels"
    inner = "".join(_relation(*relation) for relation in relations)
    parts[name] = parts[name].replace(b"</Relationships>", f"{inner}</Relationships>".encode())
    kinds = (("header1", "header"), ("header2", "header"), ("footer1", "footer"))
    added = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{TYPES}{kind}+xml"/>' for part, kind in kinds)
    types = parts["[Content_Types].xml"].decode("utf-8")
    if 'Extension="svg"' not in types:
        added += '<Default Extension="svg" ContentType="image/svg+xml"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{added}</Types>").encode()


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"/>'


def _text(words: str) -> str:
    return escape(words, quote=False)
