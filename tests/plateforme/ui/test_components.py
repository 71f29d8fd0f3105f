"""Each component, given words that try to be markup, and the few rules that a component has."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.safestring import SafeString

from plateforme.ui.calendar import Entry, month_of

SOURCE = Path(__file__).parents[3] / "src" / "plateforme" / "ui"
ATTACK = "<script>x</script>\"'&"


def drawn(template: str, **values: object) -> str:
    return Template("{% load ui %}" + template).render(Context(values))


@pytest.mark.parametrize(
    "template",
    [
        "{% page_header x lead=x eyebrow=x %}{% endpage_header %}",
        "{% breadcrumb %}{% crumb x x %}{% crumb x %}{% endbreadcrumb %}",
        "{% navigation %}{% nav_link x x %}{% endnavigation %}",
        "{% tabs x %}{% tab x x count=2 %}{% endtabs %}",
        "{% cards %}{% card x url=x tone=x %}{{ x }}{% endcard %}{% endcards %}",
        "{% notice x title=x %}{{ x }}{% endnotice %}",
        "{% empty_state x text=x %}{% endempty_state %}",
        "{% steps x %}{% step x url=x %}{{ x }}{% endstep %}{% endsteps %}",
        "{% timeline %}{% event x title=x machine=x %}{{ x }}{% endevent %}{% endtimeline %}",
        "{% icon x %}{% link_button x x kind=x icon=x more=x %}",
        "{% button x kind=x name=x value=x icon=x more=x %}",
        "{% action_form x x kind=x icon=x more=x %}{{ x }}{% endaction_form %}",
        "{% form_actions x cancel=x kind=x %}",
        "{% menu x kind=x %}{% menu_link x x %}{% menu_action x x name=x value=x %}{% endmenu %}",
        "{% print_button x %}{% copy_button x label=x %}",
        "{% qr '<svg></svg>' x x %}",
        "{% badge x x %}",
        "{% data_table x %}{{ x }}{% enddata_table %}",
        "{% definitions %}{% definition x x %}{% enddefinitions %}",
        "{% stats %}{% stat x x url=x note=x %}{% endstats %}",
        "{% share_bar x parts %}",
        "{% filter_bar reset=x label=x %}{{ x }}{% endfilter_bar %}",
        "{% month_calendar month previous_url=x next_url=x %}",
        "{% room x %}{% room_time 3 ends_at=x %}{% room_step x place=x %}{{ x }}{% endroom_step %}{% endroom %}",
    ],
)
def test_words_stay_words(template):
    entry = Entry(month_of(2018, 1).first, ATTACK, ATTACK, ATTACK)
    page = drawn(template, x=ATTACK, parts=[(ATTACK, 2)], month=month_of(2018, 1, [entry]))
    assert "script" in page
    assert "<script" not in page
    assert not re.search(r"script&gt;\"", page), "a quotation mark would close the attribute it stands in"


def test_every_component_is_in_the_gallery_or_inside_one_that_is():
    pages = (SOURCE / "templates" / "ui").rglob("*.html")
    words = "\n".join(page.read_text() for page in pages)
    names = {path.stem for path in (SOURCE / "templates" / "ui" / "components").glob("*.html")}
    assert {name for name in names if not re.search(rf"{{% {name}\b", words)} == set()


def test_a_page_writes_neither_style_nor_script_in_its_markup():
    for path in (SOURCE / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script>", text), path


def test_a_list_of_definitions_leaves_out_what_is_unknown_and_keeps_zero():
    page = drawn("{% definition 'Lieu' '' %}{% definition 'Places' 0 %}")
    assert "Lieu" not in page
    assert "<dd>0</dd>" in page


@pytest.mark.parametrize(("level", "tone"), [("error", "danger"), ("", "info"), ("warning", "warning")])
def test_levels_of_messages_are_tones(level, tone):
    assert f"notice-{tone}" in drawn("{% notice level %}…{% endnotice %}", level=level)


def test_the_page_of_a_list_keeps_what_was_asked():
    request = RequestFactory().get("/", {"q": "école & soin", "page": "2"})
    page = drawn("{% pagination page %}", request=request, page=Paginator(range(50), 10).page(2))
    assert 'href="?q=%C3%A9cole+%26+soin&amp;page=3"' in page
    assert page.count("aria-current") == 1


def test_a_list_of_one_page_shows_no_pages():
    page = Paginator(range(5), 10).page(1)
    assert drawn("{% pagination page %}", request=RequestFactory().get("/"), page=page) == ""


def test_a_link_of_the_menu_knows_the_pages_below_it():
    request = RequestFactory().get("/r/val/rencontres/3/")
    page = drawn("{% nav_link 'R' '/r/val/rencontres/' %}{% nav_link 'A' '/r/val/annuaire/' %}", request=request)
    assert page.count('aria-current="page"') == 1


def test_an_empty_menu_is_not_drawn():
    assert drawn("{% navigation %} {% endnavigation %}").strip() == ""


def test_a_gesture_carries_the_token_of_its_page():
    page = drawn("{% action_form 'Retirer' '/x' %}{% endaction_form %}", csrf_token="a" * 32)
    assert 'method="post"' in page
    assert "csrfmiddlewaretoken" in page


def test_a_page_that_fetches_fragments_finds_htmx_and_forbids_it_to_run_strings():
    asked = get_template("ui/htmx.html").render()
    assert find(re.search(r'src="/static/([^"]+)"', asked)[1])
    assert '"allowEval":false' in get_template("ui/base.html").render()


def test_an_empty_whole_has_no_parts():
    assert "rect" not in drawn("{% share_bar 'Secteurs' parts %}", parts=[("école", 0)])


def test_shares_are_written_for_machines_whatever_the_language(settings):
    settings.LANGUAGE_CODE = "fr"
    assert 'width="33.33"' in drawn("{% share_bar 'Secteurs' parts %}", parts=[("a", 1), ("b", 2)])


def test_a_month_starts_on_monday_and_says_its_days_in_full():
    month = month_of(2018, 1, [Entry(month_of(2018, 1).first, "Vœux", "/v")], today=month_of(2018, 1).first)
    page = drawn("{% month_calendar month %}", month=month)
    assert "lundi </span>1<span" in page
    assert "day-today" in page
    assert page.count('aria-hidden="true"') == 1 + 34


def test_a_component_kept_in_memory_never_takes_what_is_typed_for_what_is_safe():
    typed, safe = "<b>x</b>", SafeString("<b>x</b>")
    found = [drawn("{% badge x %}", x=value) for value in (safe, typed, safe, typed)]
    assert ["<b>" in one for one in found] == [True, False, True, False]
