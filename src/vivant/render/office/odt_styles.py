"""The table of styles in the words of odt, with the page that they stand on."""

from html import escape

from vivant.render.fonts import FACES, FAMILY
from vivant.render.office.styles import MARGIN, MARKS, STYLES, TEXT_WIDTH, Mark, Style
from vivant.render.palette import DRAFT, INK, OPPORTUNITY

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [f'xmlns:{name}="{OASIS}{name}:1.0"' for name in ("office", "style", "text", "table")]
    + [f'xmlns:draw="{OASIS}drawing:1.0"', f'xmlns:fo="{OASIS}xsl-fo-compatible:1.0"']
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"']
    + [f'xmlns:svg="{OASIS}svg-compatible:1.0"', 'xmlns:xlink="http://www.w3.org/1999/xlink"']
)
NAMES = {
    "Body Text": ("Text body", "First paragraph"),
    "Compact": ("Table Contents", "Table Heading"),
    "TOC Heading": ("Contents Heading",),
    "Hyperlink": ("Internet link",),
    "Table Caption": ("TableCaption",),
    **{f"TOC {level}": (f"Contents {level}",) for level in range(1, 5)},
}
"""Styles that odt programs, or pandoc, know under other names."""


def styles_xml(language: str, header: str, footer: str) -> str:
    """The part ``styles.xml``; ``header`` and ``footer`` are the paragraphs of each page."""
    speech = f'fo:language="{escape(language[:2])}" fo:country="{escape(language[3:] or "none")}"'
    base = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"'
        ' style:tab-stop-distance="1.25cm" style:writing-mode="page"/>'
        f'<style:text-properties style:font-name="{FAMILY}" fo:font-size="10.5pt" fo:color="{INK}" {speech}'
        ' fo:hyphenate="true" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"'
        ' loext:hyphenation-no-caps="true"/>'
        "</style:default-style>"
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/>'
        "</style:default-style>"
        '<style:style style:name="Formula" style:family="graphic"><style:graphic-properties'
        ' text:anchor-type="as-char"/>'
        "</style:style>"
    )
    marks = (*MARKS, Mark("Bullet Symbols", colour=OPPORTUNITY))
    inner = "".join(map(_paragraph, STYLES)) + "".join(map(_character, marks))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {SPACES} office:version="1.3">{_faces()}'
        f"<office:styles>{base}{inner}</office:styles><office:automatic-styles>{_page()}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">'
        f"<style:header>{header}</style:header><style:footer>{footer}</style:footer></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def names_of(name: str) -> tuple[str, ...]:
    return NAMES.get(name, (name,))


def spell(name: str) -> str:
    """A name as attributes give it: spaces are coded.

    >>> spell("Heading 1"), spell("Body Text")
    ('Heading_20_1', 'Text_20_body')
    """
    return names_of(name)[0].replace(" ", "_20_")


def _paragraph(style: Style) -> str:
    return "".join(_named(name, style) for name in names_of(style.name))


def _named(name: str, style: Style) -> str:
    outline = f' style:default-outline-level="{style.outline}"' if style.outline else ""
    following = ' style:next-style-name="Text_20_body"' if style.outline else ""
    bold = ' fo:font-weight="bold"' if style.bold else ""
    italic = ' fo:font-style="italic"' if style.italic else ""
    straight = ' fo:hyphenate="false"' if style.outline or style.size > 12 else ""
    coded = name.replace(" ", "_20_")
    return (
        f'<style:style style:name="{coded}" style:display-name="{name}" style:family="paragraph"'
        f' style:parent-style-name="Standard"{following}{outline} style:class="text">'
        f"<style:paragraph-properties {_layout(style)}>{_tabs(style)}</style:paragraph-properties>"
        f'<style:text-properties fo:font-size="{style.size}pt" fo:color="{style.colour}"{bold}{italic}{straight}/>'
        f"</style:style>"
    )


def _layout(style: Style) -> str:
    parts = [
        f'fo:margin-top="{style.before}pt" fo:margin-bottom="{style.after}pt" fo:line-height="{style.line * 100:.0f}%"'
    ]
    parts.append(f'fo:margin-left="{style.left}pt" fo:text-indent="{-style.hanging}pt"')
    parts += ['fo:keep-with-next="always"'] * style.keep
    parts += ['fo:keep-together="always"'] * (style.keep or style.whole)
    parts += ['fo:break-before="page"'] * style.page
    if style.bar:
        kind = "dashed" if style.dashed else "solid"
        parts.append(f'fo:border-left="2pt {kind} {style.bar}" fo:padding-left="6pt" style:join-border="true"')
    if style.foot:
        parts.append(f'fo:border-bottom="1.5pt solid {style.foot}" fo:padding-bottom="3pt"')
    if style.fill:
        parts.append(f'fo:background-color="{style.fill}"')
    return " ".join(parts)


def _tabs(style: Style) -> str:
    if style.tab or style.name in ("Header", "Footer"):
        dots = ' style:leader-style="dotted" style:leader-text="."' if style.tab else ""
        place = TEXT_WIDTH - style.left * 2.54 / 72
        stop = f'<style:tab-stop style:position="{place:.2f}cm" style:type="right"{dots}/>'
    elif style.hanging:
        stop = '<style:tab-stop style:position="0cm"/>'
    else:
        return ""
    return f"<style:tab-stops>{stop}</style:tab-stops>"


def _character(mark: Mark) -> str:
    name = names_of(mark.name)[0]
    size = f' fo:font-size="{mark.size}pt"' if mark.size else ""
    bold = ' fo:font-weight="bold"' if mark.bold else ""
    colour = f' fo:color="{mark.colour}"' if mark.colour else ""
    return (
        f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}" style:family="text">'
        f"<style:text-properties{size}{bold}{colour}/></style:style>"
    )


def _faces() -> str:
    """The letters, inside the file."""
    sources = "".join(
        f'<svg:font-face-uri xlink:href="Fonts/{path.name}" xlink:type="simple" loext:font-style="'
        f'{"italic" if "Italic" in style else "normal"}" loext:font-weight="{"bold" if "Bold" in style else "normal"}">'
        '<svg:font-face-format svg:string="truetype"/></svg:font-face-uri>'
        for style, path in FACES.items()
    )
    return (
        f'<office:font-face-decls><style:font-face style:name="{FAMILY}"'
        f" svg:font-family=\"'{FAMILY}'\""
        f' style:font-family-generic="swiss" style:font-pitch="variable"><svg:font-face-src>'
        f"{sources}</svg:font-face-src>"
        "</style:font-face></office:font-face-decls>"
    )


def _page() -> str:
    small = f'<style:text-properties fo:font-weight="bold" fo:color="{DRAFT}"/>'
    return (
        '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm"'
        ' fo:page-height="29.7cm"'
        f' style:print-orientation="portrait" fo:margin-left="{MARGIN}cm" fo:margin-right="{MARGIN}cm"'
        f' fo:margin-top="1.2cm"'
        ' fo:margin-bottom="1cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"'
        ' fo:margin-bottom="0.4cm" style:dynamic-spacing="false"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.5cm"/></style:footer-style>'
        "</style:page-layout>"
        f'<style:style style:name="State" style:family="text">{small}</style:style>'
    )
