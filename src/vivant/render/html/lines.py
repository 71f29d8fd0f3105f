"""Words inside a line, as html. Everything that comes from people is escaped here."""

from html import escape

from vivant.synthesis.document import (
    Emphasis,
    Evidence,
    Figure,
    Inline,
    Line,
    Link,
    Quotation,
    Ref,
    Strong,
    Text,
)


def inline(line: Line, evidence: str) -> str:
    """A line; ``evidence`` is the file where the excerpts are, empty for this page."""
    return "".join(_part(part, evidence) for part in line)


def _part(part: Inline, evidence: str) -> str:
    match part:
        case Text():
            return escape(part.text, quote=False)
        case Strong():
            return f"<strong>{escape(part.text, quote=False)}</strong>"
        case Emphasis():
            return f"<em>{escape(part.text, quote=False)}</em>"
        case Quotation():
            return f"<q>{escape(part.text, quote=False)}</q>"
        case Evidence():
            return proofs(part.refs, evidence)
        case Figure():
            words = escape(part.text, quote=False)
            return (
                f'<a class="figure" href="{escape(evidence)}#{escape(part.target)}">{words}</a>'
                if part.target
                else words
            )
        case Link():
            return f'<a href="#{escape(part.target)}">{escape(part.text, quote=False)}</a>'


def proofs(refs: tuple[Ref, ...], evidence: str) -> str:
    """Links to excerpts: their number for the eye, "extrait 12" for the ear.

    >>> proofs((Ref(12, "a"),), "analyse.html")
    '\\u202f<span class="proof">[<a href="analyse.html#e-a"><span class="ear">extrait </span>12</a>]</span>'
    """
    seen = {ref.id: ref for ref in sorted(refs, key=lambda ref: ref.number)}
    links = (
        f'<a href="{escape(evidence)}#e-{escape(ref.id)}"><span class="ear">extrait </span>{ref.number}</a>'
        for ref in seen.values()
    )
    return f'\u202f<span class="proof">[{", ".join(links)}]</span>' if refs else ""
