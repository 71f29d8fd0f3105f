"""odt: what pandoc leaves out. House styles, headers, contents already filled, descriptions of drawings, letters."""

import re
from html import escape

from vivant.render.charts import svg
from vivant.render.fonts import FACES
from vivant.render.office.blocks import Writer, drawing_size, place_name
from vivant.render.office.odt_styles import spell, styles_xml
from vivant.render.office.package import anchors_of, listed_headings, write_package
from vivant.render.office.styles import DRAWING_WIDTH, WHOLE
from vivant.render.palette import INK, RULE
from vivant.render.tree import raw
from vivant.synthesis.document import Bars, Contents, Document, Heading, HeatMap

FRAME = re.compile(r'<draw:frame draw:name="img(\d+)"[^>]*>(<draw:image [^>]*/>)</draw:frame>')

TABLE = r'<table:table table:name="(\w+)"(.*?)</table:table>(?=(\s*<text:p text:style-name="Note")?)'
BULLETS = ('fo:text-indent="-0.25in" fo:margin-left="0.5in"', 'fo:text-indent="-0.18in" fo:margin-left="0.27in"')

SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-settings office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office">'
    "<office:settings>"
    '<config:config-item-set config:name="ooo:configuration-settings">'
    '<config:config-item config:name="AddParaTableSpacing" config:type="boolean">false</config:config-item>'
    '<config:config-item config:name="EmbedFonts" config:type="boolean">true</config:config-item>'
    "</config:config-item-set></office:settings></office:document-settings>"
)
"""Between two paragraphs the larger space holds, as in docx; the letters stay inside when the file is saved again."""


def write_odt(document: Document) -> bytes:
    """The bytes of a typeset document whose blocks are in memory. Raises ToolError when pandoc refuses."""
    writer = Writer(
        "opendocument",
        "<text:tab/>",
        lambda contents: raw("opendocument", contents_xml(contents, document)),
        spell,
        anchors_of(document),
    )
    return write_package(document, "odt", writer, lambda parts, done: _finish(parts, done, document))


def contents_xml(contents: Contents, document: Document) -> str:
    """The index, its entries already there: links, each with the page of its heading."""
    levels = range(1, contents.depth + 1)
    templates = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="{spell(f"TOC {level}")}">'
        "<text:index-entry-link-start/><text:index-entry-chapter/><text:index-entry-text/>"
        '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template>"
        for level in levels
    )
    entries = "".join(_entry(*listed) for listed in listed_headings(contents, document))
    title = escape(contents.title, quote=False)
    style = spell("TOC Heading")
    return (
        '<text:table-of-content text:name="Sommaire" text:protected="false">'
        f'<text:table-of-content-source text:outline-level="{contents.depth}"><text:index-title-template'
        f' text:style-name="{style}">{title}</text:index-title-template>{templates}</text:table-of-content-source>'
        f'<text:index-body><text:index-title text:name="Sommaire_Titre"><text:p text:style-name="{style}">'
        f"{title}</text:p>"
        f"</text:index-title>{entries}</text:index-body></text:table-of-content>"
    )


def _entry(rank: int, heading: Heading, page: str) -> str:
    name = place_name(heading.id)
    return (
        f'<text:p text:style-name="{spell(f"TOC {rank}")}"><text:a xlink:type="simple" xlink:href="#{name}"'
        f' text:style-name="{spell("Index Link")}" text:visited-style-name="{spell("Index Link")}">'
        f'{escape(heading.text, quote=False)}<text:tab/><text:bookmark-ref text:reference-format="page"'
        f' text:ref-name="{name}">'
        f"{page}</text:bookmark-ref></text:a></text:p>"
    )


def _finish(parts: dict[str, bytes], writer: Writer, document: Document) -> None:
    body = parts["content.xml"].decode("utf-8")
    parts["content.xml"] = (
        _tables(_drawings(body, writer.drawings))
        .replace(*BULLETS)
        .replace('text:list-tab-stop-position="0.5in"', 'text:list-tab-stop-position="0.27in"')
        .replace('text:style-name="Definition"', f'text:style-name="{spell("Hyperlink")}"')
        .encode()
    )
    parts["styles.xml"] = styles_xml(document.language, _header(document), _footer()).encode()
    added = [("Fonts/" + path.name, "application/x-font-ttf") for path in FACES.values()]
    parts |= {f"Fonts/{path.name}": path.read_bytes() for path in FACES.values()}
    for index, chart in enumerate(writer.drawings):
        parts[f"Pictures/dessin-{index}.svg"] = svg(chart).encode()
        added.append((f"Pictures/dessin-{index}.svg", "image/svg+xml"))
    parts["settings.xml"] = SETTINGS.encode()
    added.append(("settings.xml", "text/xml"))
    entries = "".join(
        f'<manifest:file-entry manifest:media-type="{kind}" manifest:full-path="{name}"/>' for name, kind in added
    )
    manifest = parts["META-INF/manifest.xml"].decode("utf-8")
    parts["META-INF/manifest.xml"] = manifest.replace("</manifest:manifest>", f"{entries}</manifest:manifest>").encode()


def _drawings(xml: str, charts: list[Bars | HeatMap]) -> str:
    """Each picture as a vector first, its PNG for programs that cannot draw it, with its name and description."""
    left = iter(enumerate(charts))

    def frame(found: re.Match[str]) -> str:
        index, chart = next(left)
        place = (
            f'xlink:href="Pictures/dessin-{index}.svg" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
        )
        name, said = escape(chart.caption, quote=False), escape(chart.alt, quote=False)
        return (
            f'<draw:frame draw:name="Dessin {index + 1}" text:anchor-type="as-char" svg:width="{DRAWING_WIDTH}cm"'
            f' svg:height="{drawing_size(chart):.3f}cm"><draw:image {place}/>{found[2]}'
            f"<svg:title>{name}</svg:title><svg:desc>{said}</svg:desc></draw:frame>"
        )

    return FRAME.sub(frame, xml)


def _tables(xml: str) -> str:
    """Rules between rows, a stronger one under the header, rows kept whole, the width of the page."""
    sides = (("top", 0.04), ("bottom", 0.04), ("left", 0.1), ("right", 0.1))
    cell = " ".join([*(f'fo:padding-{side}="{room}cm"' for side, room in sides), 'fo:border="none"'])
    for name, rule in (("TableHeaderRowCell", f"1pt solid {INK}"), ("TableRowCell", f"0.5pt solid {RULE}")):
        properties = f'<style:table-cell-properties {cell} fo:border-bottom="{rule}" />'
        start = f'<style:style style:name="{name}" style:family="table-cell">'
        xml = re.sub(rf"({start}\s*)<style:table-cell-properties [^>]*/>", rf"\1{properties}", xml)
    traits = {name: _breaks(table, note) for name, table, note in re.findall(TABLE, xml, flags=re.DOTALL)}
    start = r'(<style:style style:name="(Table\d+)" style:family="table">\s*<style:table-properties)'
    xml = re.sub(start, lambda found: found[1] + traits.get(found[2], ""), xml)
    whole = '<style:table-row-properties fo:keep-together="always"/>'
    row = f'<style:style style:name="Row" style:family="table-row">{whole}</style:style>'
    xml = xml.replace("</office:automatic-styles>", f"{row}</office:automatic-styles>", 1)
    return xml.replace("<table:table-row>", '<table:table-row table:style-name="Row">')


def _breaks(table: str, note: str) -> str:
    """A table is not cut between two pages unless it is long, and stays with the note under it."""
    whole = table.count("<table:table-row") <= WHOLE + 1
    return ' style:may-break-between-rows="false"' * whole + ' fo:keep-with-next="always"' * bool(note)


def _header(document: Document) -> str:
    """Title and network, then the state of the document."""
    title, network = escape(document.title, quote=False), escape(document.network, quote=False)
    names = f'<text:p text:style-name="Header">{title}<text:tab/>{network}</text:p>'
    if not document.status:
        return names
    state = f'<text:span text:style-name="State">{escape(document.status, quote=False)}</text:span>'
    return f'{names}<text:p text:style-name="Header">{state}</text:p>'


def _footer() -> str:
    return (
        '<text:p text:style-name="Footer"><text:tab/>page <text:page-number text:select-page="current">'
        "1</text:page-number>"
        " / <text:page-count>1</text:page-count></text:p>"
    )
