"""What gives a page its shape: its head, where one is, its parts, what to do when there is nothing yet."""

from django.template import Context, Library
from django.utils.safestring import SafeString

from plateforme.ui.components.drawn import drawn, inside

register = Library()


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", eyebrow: str = "") -> SafeString:
    """The h1 of the page; inside the tag: its actions (buttons, menu)."""
    return drawn("page_header", actions=inside(content), title=title, lead=lead, eyebrow=eyebrow)


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """Where this page is; inside: one ``{% crumb %}`` a level, the last one without address."""
    return drawn("breadcrumb", crumbs=content)


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    return drawn("crumb", label=label, url=url)


@register.simple_block_tag
def navigation(content: str) -> SafeString:
    """The main menu; inside: ``{% nav_link %}``. Nothing is drawn when it is empty."""
    return drawn("navigation", links=inside(content))


@register.simple_tag(takes_context=True)
def nav_link(context: Context, label: str, url: str, current: bool | None = None) -> SafeString:
    """A line of the main menu, marked when the page is at this address or below it, unless ``current`` says."""
    if current is None:
        request = context.get("request")
        current = request is not None and request.path.startswith(url)
    return drawn("nav_link", label=label, url=url, current=current)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Views of one thing, as links; inside: ``{% tab %}``. ``label`` names the set for screen readers."""
    return drawn("tabs", tabs=content, label=label)


@register.simple_tag
def tab(label: str, url: str, current: bool = False, count: int | None = None) -> SafeString:
    return drawn("tab", label=label, url=url, current=current, count=count)


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2, tone: str = "") -> SafeString:
    """A thing among others; with ``url`` the whole card leads there. ``level``: of its title, 2 to 4."""
    return drawn("card", content=content, title=title, url=url, level=str(level), tone=tone)


@register.simple_block_tag
def cards(content: str) -> SafeString:
    """Cards side by side, as many as there is room for."""
    return drawn("cards", cards=content)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Something to know now. ``tone``: info, success, warning, danger; the levels of Django's messages do as well."""
    tones = {"error": "danger", "debug": "info", "": "info"}
    return drawn("notice", content=content, tone=tones.get(tone, tone), title=title)


@register.simple_block_tag
def empty_state(content: str, title: str, text: str = "", level: int = 2) -> SafeString:
    """Nothing here yet: say why and what to do first; inside: one action."""
    return drawn("empty_state", action=inside(content), title=title, text=text, level=level)


@register.simple_block_tag
def steps(content: str, label: str) -> SafeString:
    """What is done, what is next; inside: ``{% step %}``."""
    return drawn("steps", steps=content, label=label)


@register.simple_block_tag
def step(content: str, title: str, state: str = "todo", url: str = "") -> SafeString:
    """``state``: done, current or todo; inside the tag: a short explanation, or nothing."""
    return drawn("step", content=inside(content), title=title, state=state, url=url)


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """What happened, in order; inside: ``{% event %}``."""
    return drawn("timeline", events=content)


@register.simple_block_tag
def event(content: str, when: str, title: str = "", machine: str = "") -> SafeString:
    """``when`` as it is read ("9 janvier 2018"), ``machine`` as a machine reads it (2018-01-09)."""
    return drawn("event", content=inside(content), when=when, title=title, machine=machine)
