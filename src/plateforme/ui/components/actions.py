"""What one can do: follow, press, send, print, copy, scan. A link goes somewhere, a button changes something."""

from django.template import Context, Library
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plateforme.ui.components.drawn import drawn

register = Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of ``static/ui/icons/sprite.svg``; only ornament, words stand beside it."""
    return drawn("icon", address=f"{static('ui/icons/sprite.svg')}#{name}")


@register.simple_tag
def logo() -> SafeString:
    return drawn("logo")


@register.simple_tag
def link_button(
    label: str, url: str, kind: str = "", icon: str = "", more: str = "", download: bool = False
) -> SafeString:
    """A link that matters. ``kind``: primary, quiet or nothing; ``more``: words for screen readers alone, when several
    links of a page carry the same label ("Modifier", more="l'atelier du 9 janvier")."""
    return drawn("link_button", label=label, url=url, kind=kind, icon=icon, more=more, download=download)


@register.simple_tag
def button(label: str, kind: str = "", name: str = "", value: str = "", icon: str = "", more: str = "") -> SafeString:
    """The button that sends the form around it. ``kind``: primary, quiet, danger or nothing."""
    return drawn("button", label=label, kind=kind, name=name, value=value, icon=icon, more=more)


@register.simple_block_tag(takes_context=True)
def action_form(
    context: Context, content: str, label: str, url: str, kind: str = "", icon: str = "", more: str = ""
) -> SafeString:
    """One gesture: a button that posts; inside the tag: hidden fields, if any. What cannot be undone asks first:
    lead to a page made with ``ui/confirm.html`` with a ``{% link_button %}`` instead."""
    return drawn(
        "action_form",
        fields=content,
        label=label,
        url=url,
        kind=kind,
        icon=icon,
        more=more,
        csrf_token=context.get("csrf_token"),
    )


@register.simple_tag
def form_actions(label: str, cancel: str = "", kind: str = "primary", leave: str = "") -> SafeString:
    """The end of a form: send, or leave it (``cancel``: where to; ``leave``: in which words, where « Annuler » would
    say two things)."""
    return drawn("form_actions", label=label, cancel=cancel, kind=kind, leave=leave)


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """Buttons and links in a row."""
    return drawn("actions", actions=content)


@register.simple_block_tag
def menu(content: str, label: str, kind: str = "") -> SafeString:
    """More that one can do, folded; inside: ``{% menu_link %}`` and ``{% menu_action %}``."""
    return drawn("menu", items=content, label=label, kind=kind)


@register.simple_tag
def menu_link(label: str, url: str) -> SafeString:
    return drawn("menu_link", label=label, url=url)


@register.simple_tag(takes_context=True)
def menu_action(context: Context, label: str, url: str, name: str = "", value: str = "") -> SafeString:
    """A line of a menu that posts."""
    return drawn("menu_action", label=label, url=url, name=name, value=value, csrf_token=context.get("csrf_token"))


@register.simple_tag
def print_button(label: str = "") -> SafeString:
    """Opens the print window of the browser; absent where there is no script."""
    return drawn("print_button", label=label or _("Imprimer"))


@register.simple_tag
def copy_button(url: str, label: str = "") -> SafeString:
    """An address that one reads, selects or copies with one press."""
    return drawn("copy_button", url=url, label=label or _("Lien à partager"))


@register.simple_tag
def qr(svg: str, url: str, label: str) -> SafeString:
    """A QR code and its address in full below. ``svg``: the markup of the code, made by us, never typed by a user."""
    return drawn("qr", svg=mark_safe(svg), url=url, label=label)  # noqa: S308  made by segno from an address
