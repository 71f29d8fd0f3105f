"""Blocks as html, one string each. Headings and contents belong to the page, which nests its sections."""

from html import escape

from vivant.render.charts import narrow, svg
from vivant.render.columns import letters, shares
from vivant.render.html.lines import inline, proofs
from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Contents,
    Entry,
    Heading,
    HeatMap,
    Notice,
    Paragraph,
    Pull,
    Table,
    Terms,
)

DRAFT = '<strong class="tag">À rédiger</strong>'


def block(value: Block, evidence: str) -> str:
    """One block other than a heading or the contents, which give an empty string.

    ``evidence`` is the address of the page where the excerpts are, empty for this one.
    """
    match value:
        case Entry():
            return _entry(value)
        case Paragraph():
            return _paragraph(value, evidence)
        case Bullets():
            return _bullets(value, evidence)
        case Pull():
            return _pull(value, evidence)
        case Table():
            return f'<div class="tabular">{_table(value, evidence, value.id)}</div>\n'
        case Bars() | HeatMap():
            return _chart(value, evidence)
        case Notice():
            lines = "".join(f"<p>{inline(line, evidence)}</p>" for line in value.lines)
            title = f'<p class="notice-title">{_text(value.title)}</p>' if value.title else ""
            return f'<div class="notice {value.tone}" role="note">{title}{lines}</div>\n'
        case Terms():
            terms = "".join(f"<div><dt>{_text(term)}</dt><dd>{_text(said)}</dd></div>" for term, said in value.entries)
            return f'<dl class="terms">{terms}</dl>\n'
        case Heading() | Contents():
            return ""


def _text(words: str) -> str:
    return escape(words, quote=False)


def _paragraph(value: Paragraph, evidence: str) -> str:
    words = inline(value.line, evidence)
    if value.role == "body":
        return f"<p>{words}</p>\n"
    if value.role == "draft":
        return f'<div class="draft"><p>{DRAFT} {words}</p></div>\n'
    return f'<p class="{value.role}">{words}</p>\n'


def _bullets(value: Bullets, evidence: str) -> str:
    items = "".join(f"<li>{inline(item, evidence)}</li>" for item in value.items)
    return (
        f'<div class="draft"><p class="tagline">{DRAFT}</p><ul>{items}</ul></div>\n'
        if value.role == "draft"
        else f"<ul>{items}</ul>\n"
    )


def _pull(value: Pull, evidence: str) -> str:
    source = _text(value.attribution) + proofs(value.quotation.refs, evidence)
    caption = f"<figcaption>{source}</figcaption>" if source else ""
    words = _text(value.quotation.text)
    return f'<figure class="pull"><blockquote><p>{words}</p></blockquote>{caption}</figure>\n'


def _table(value: Table, evidence: str, name: str) -> str:
    """The table in a frame that scrolls, by keyboard too, when the screen is narrow; what it says stays above."""
    kinds = letters(value)
    wide = sum(share * 100 < 9 for share in shares(value)) > 2 or len(value.header) > 6
    heads = "".join(
        f'<th scope="col" class="{kind}">{_text(head)}</th>' if head.strip() else f'<td class="{kind}"></td>'
        for head, kind in zip(value.header, kinds, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(_cell(inline(cell, evidence), kinds[i : i + 1] or "l", i) for i, cell in enumerate(row))
        + "</tr>"
        for row in value.rows
    )
    note = f'<p class="note">{_text(value.note)}</p>' if value.note else ""
    said = f"{escape(name)}-said"
    caption = f'<p class="caption" id="{said}">{_text(value.caption)}</p>' if value.caption else ""
    named = f'aria-labelledby="{said}"' if value.caption else 'aria-label="Tableau"'
    return (
        f'{caption}<div class="scroll" role="group" tabindex="0" {named}>'
        f'<table id="{escape(name)}" {named}{" class=wide" if wide else ""}><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{note}"
    )


def _cell(words: str, kind: str, column: int) -> str:
    return f'<td class="{kind}">{words}</td>' if column else f'<th scope="row" class="{kind}">{words}</th>'


def _chart(value: Bars | HeatMap, evidence: str) -> str:
    """The drawing, what it means, and its figures. On a phone, a narrow drawing, or a frame that scrolls."""
    name = escape(value.id)
    small = narrow(value)
    drawings = f'<div class="large">{svg(value)}</div><div class="small">{small}</div>' if small else svg(value)
    named = f'aria-labelledby="{name}-said"' if value.caption else 'aria-label="Graphique"'
    frame = "plate" if small else "plate scroll"
    return (
        f'<figure class="chart" id="{name}">'
        f'<div class="{frame}" role="group" tabindex="0" {named}>{drawings}</div>'
        f'<figcaption id="{name}-said">{_text(value.caption)}</figcaption>'
        f"<details><summary>Voir les chiffres</summary>{_table(value.table, evidence, value.table.id)}"
        "</details></figure>\n"
    )


def _entry(value: Entry) -> str:
    place = "" if value.again else f' id="e-{escape(value.ref.id)}"'
    codes = "".join(f"<li>{_text(code)}</li>" for code in value.codes)
    return (
        f'<article class="entry"{place}><p class="words"><a class="number" href="#e-{escape(value.ref.id)}">'
        f'<span class="ear">extrait </span>{value.ref.number}</a>{_text(value.text)}</p>'
        f'<div class="about"><p>{_text(value.where)}</p>'
        + (f'<ul class="codes">{codes}</ul>' if codes else "")
        + (f'<p class="mark">{_text(value.mark)}</p>' if value.mark else "")
        + "</div></article>\n"
    )
