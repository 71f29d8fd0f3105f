"""When something is wrong, the page says so in plain words, and says what to do."""

import pytest
from django.template.loader import get_template

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]


@pytest.mark.parametrize("name", PAGES)
def test_a_problem_page_stands_without_any_context(name):
    page = get_template(name).render()
    assert page.count("<h1") == 1
    assert '<html lang="fr">' in page
    assert 'href="/"' in page


def test_a_refusal_says_what_the_door_said_and_nothing_more():
    page = get_template("403.html").render({"exception": "Il faut pouvoir <analyser>."})
    assert "Il faut pouvoir &lt;analyser&gt;." in page


def test_what_is_missing_does_not_say_what_was_looked_for():
    assert "secret" not in get_template("404.html").render({"exception": "secret", "request_path": "/secret"})
