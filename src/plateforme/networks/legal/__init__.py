"""Legal texts: models to fill with what is known of the network and of the site, or the network's own wording.

What is missing is shown as such, never left out: see ``placeholders.toml``.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import nh3
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from plateforme.networks.models import LegalText, Network
from plateforme.ui.templatetags.french import jour_court

FOLDER = Path(__file__).parent
WRITTEN_ON = date(2026, 11, 22)
"""When the models last changed."""
SITE_MODELS = {LegalText.Kind.PRIVACY: "confidentialite-site"}
PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
LINK = re.compile(r"\[([^\[\]]+)\]\(\s*\{\{\s*(\w+)\s*\}\}\s*\)")
MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&])")
TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br", "code", "table"}
TAGS |= {"thead", "tbody", "tr", "th", "td"}
SAFE_ADDRESSES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True, slots=True)
class Placeholder:
    key: str
    label: str
    level: str
    help: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A text ready to be shown: its title, its html, and what it still lacks."""

    title: str
    html: SafeString
    missing: tuple[Placeholder, ...] = ()


@cache
def placeholders() -> dict[str, Placeholder]:
    return {one["key"]: Placeholder(**one) for one in _toml("placeholders")["placeholder"]}


@cache
def checks(kind: str) -> tuple[str, ...]:
    """What a person must read before the text is shown, the program not being able to know."""
    return tuple(" ".join(one["text"].split()) for one in _toml("placeholders")["check"] if one["kind"] == kind)


def model(kind: LegalText.Kind, network: Network | None) -> str:
    """The model text, with its placeholders."""
    name = SITE_MODELS.get(kind, kind.value) if network is None else kind.value
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def wording(kind: LegalText.Kind, network: Network | None) -> tuple[str, date]:
    """The text as it stands, with its placeholders, and the day it last changed."""
    own = LegalText.objects.filter(network=network, kind=kind).first()
    if own is not None:
        return own.body, timezone.localdate(own.changed_at)
    since = timezone.localdate(network.created_at) if network else WRITTEN_ON
    return model(kind, network), max(since, WRITTEN_ON)


def page(kind: LegalText.Kind, network: Network | None) -> Page:
    return shown(*wording(kind, network), kind=kind, network=network)


def shown(text: str, changed_on: date, *, kind: LegalText.Kind, network: Network | None) -> Page:
    """A text filled and made safe."""
    known = facts(network, changed_on)
    title, html = rendered(filled(text, known), default_title=str(kind.label))
    return Page(title, html, lacking(text, known))


def facts(network: Network | None, changed_on: date = WRITTEN_ON) -> dict[str, str]:
    """What is known of a network, or of the site when there is none; a fact unknown is left out."""
    known = {key: one.default for key, one in placeholders().items()}
    known |= settings.LEGAL_FACTS
    known["date"] = jour_court(changed_on)
    if network is not None:
        for key, one in placeholders().items():
            if one.level == "network":
                known[key] = str(network.name if key == "network" else getattr(network, key))
    return {key: " ".join(value.split()) for key, value in known.items() if value.strip()}


def lacking(text: str, known: Mapping[str, str]) -> tuple[Placeholder, ...]:
    """What the text asks for and nobody said, in the order of ``placeholders.toml``."""
    asked = set(PLACEHOLDER.findall(text))
    return tuple(one for key, one in placeholders().items() if key in asked and key not in known)


def filled(text: str, known: Mapping[str, str], *, markdown: bool = True) -> str:
    """The text with its placeholders filled. What people typed stays words: it makes neither heading nor link.

    >>> filled("{{ network }}, {{ host }}", {"network": "Val *d'Orbe*"})
    "Val \\\\*d'Orbe\\\\*, **[à compléter : Hébergeur]**"
    """

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        if key in known:
            return MARKS.sub(r"\\\1", known[key]) if markdown else known[key]
        label = placeholders()[key].label if key in placeholders() else key
        hole = _("[à compléter : %(what)s]") % {"what": label}
        return f"**{hole}**" if markdown else hole

    def fill_link(match: re.Match[str]) -> str:
        address = known.get(match[2], "")
        return f"[{match[1]}](<{address}>)" if address else f"{match[1]} ({{{{ {match[2]} }}}})"

    return PLACEHOLDER.sub(fill, LINK.sub(fill_link, text) if markdown else text)


def rendered(text: str, *, default_title: str) -> tuple[str, SafeString]:
    """Title and html of a Markdown text. Its first heading is the title of the page; below, headings start at h2."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    title = default_title
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = " ".join(child.content for child in tokens[1].children or () if child.content)
        tokens = tokens[3:]
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    html = parser.renderer.render(tokens, parser.options, {})
    return title, mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SAFE_ADDRESSES))  # noqa: S308


def register(network: Network) -> dict[str, Any]:
    """The register of processing, filled: see ``registre.toml``."""
    known = facts(network)

    def fill(part: Any) -> Any:
        if isinstance(part, str):
            return filled(" ".join(part.split()), known, markdown=False)
        if isinstance(part, list):
            return [fill(one) for one in part]
        return {key: fill(value) for key, value in part.items()}

    found: dict[str, Any] = fill(_toml("registre"))
    return found


def to_fill(network: Network) -> list[Placeholder]:
    """What the steward has still to say, all texts together; what the site says comes last."""
    asked = "".join(wording(kind, network)[0] for kind in LegalText.Kind)
    return sorted(lacking(asked, facts(network)), key=lambda one: one.level != "network")


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
