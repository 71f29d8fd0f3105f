"""Where a page shows what later steps add to it."""

from django.template import Context, Library
from django.utils.safestring import SafeString

from plateforme.networks.panels import Panel

register = Library()


@register.simple_tag(takes_context=True)
def panel(context: Context, one: Panel) -> SafeString:
    """A panel of ``networks.panels.shown``. Its template reads what its own context holds, and what the page holds."""
    template = context.template.engine.get_template(one.template)  # type: ignore[union-attr]  # a page has a template
    with context.push(**one.context):
        return SafeString(template.render(context))
