"""What is written serves: no template, script, sheet or word of the journal that nothing asks for, and none missing."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps

from plateforme.networks.reads.journal import verbs

PLACE = Path(__file__).resolve().parents[3] / "src/plateforme"
WRITING = re.compile(r"/(writes|retention)\b")
VERB = re.compile(r"[a-z]+\.[a-z_]+")
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
"""Templates that Django looks for by itself."""
OF_DJANGO = {"errorlist"}
"""Classes that Django writes."""
FOR_DEVELOPERS = {"ui/templates/ui/gallery.html"}
"""Pages whose words are an example."""
NAMES = {"Outlook", "Google Agenda", "iPhone, Mac", "Thunderbird", "Nextcloud, Zimbra", "er"}
"""Names of programs; what follows the 1 of a date, which is written in French everywhere."""


def files(*suffixes: str) -> Iterator[Path]:
    for path in sorted(PLACE.rglob("*")):
        if path.suffix in suffixes and "migrations" not in path.parts:
            yield path


@cache
def source(*suffixes: str) -> str:
    return "\n".join(path.read_text() for path in files(*suffixes))


def constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def made_up() -> Iterator[re.Pattern[str]]:
    """Names that the source puts together: f"meetings/letters/meeting_{name}.txt"."""
    for path in files(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in node.values]
                yield re.compile("".join(parts))


def test_each_gesture_of_the_journal_has_its_words_and_each_word_its_gesture():
    recorded = {
        words
        for path in files(".py")
        if WRITING.search(path.as_posix())
        for words in constants(path)
        if VERB.fullmatch(words) and not apps.is_installed(f"plateforme.{words.split('.')[0]}")
    }
    assert recorded - set(verbs()) == set(), "these are recorded: say in journal_words how they read"
    assert set(verbs()) - recorded == set(), "nothing records these"


def test_each_template_is_asked_for():
    named, built = source(".py", ".html", ".txt", ".js"), list(made_up())
    drawn = set(re.findall(r'drawn\(\s*"(\w+)"', named))
    left = []
    for path in (found for found in PLACE.rglob("templates/**/*") if found.is_file()):
        name = path.as_posix().split("/templates/")[1]
        component = name.startswith("ui/components/") and path.stem in drawn
        if component or name in BY_DJANGO or f'"{name}' in named or replaces_one_of_allauth(name):
            continue
        if not any(pattern.fullmatch(name) for pattern in built if "templates" not in pattern.pattern):
            left.append(name)
    assert left == []


def replaces_one_of_allauth(name: str) -> bool:
    spec = find_spec("allauth")
    assert spec is not None
    assert spec.submodule_search_locations
    home = Path(spec.submodule_search_locations[0])
    return any((folder / name).exists() for folder in [home / "templates", *home.glob("*/templates")])


def test_each_static_file_is_loaded():
    named = source(".py", ".html", ".css", ".js")
    left = [
        path.name
        for path in PLACE.rglob("static/**/*")
        if path.is_file() and path.suffix != ".txt" and not re.search(rf"[\"'/\s]{re.escape(path.name)}\b", named)
    ]
    assert left == []


def test_each_class_of_a_sheet_is_worn():
    rules = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", source(".css"), flags=re.S)
    selectors = " ".join(re.findall(r"([^{}]*)\{", rules))
    written = source(".py", ".html", ".js")
    worn, prefixes = set(re.findall(r"[\w-]+", written)), tuple(re.findall(r"([a-z][\w-]*-)\{[{%]", written))
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors)) - OF_DJANGO
    assert [name for name in sorted(classes - worn) if not name.startswith(prefixes)] == []


def test_each_word_on_a_page_can_be_translated():
    found = []
    for path in files(".html"):
        if path.relative_to(PLACE).as_posix() not in FOR_DEVELOPERS:
            found += [f"{path.name}: {words}" for words in bare_words(path.read_text())]
    assert found == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Bonjour à tous</p>", ["Bonjour à tous"]),
        ('{% button "Envoyer" %}', ["Envoyer"]),
        ('<input placeholder="votre nom">', ["votre nom"]),
        ('{% blocktranslate with n=3|compte:"lettre,lettres" %}{{ n }}{% endblocktranslate %}', ["lettre,lettres"]),
        ('{# Bonjour #}<p class="lead">{% translate "Bonjour" %} {{ name }}</p>{% button _("Envoyer") %}', []),
    ],
)
def test_a_word_in_clear_is_seen(template, found):
    assert bare_words(template) == found


def bare_words(template: str) -> list[str]:
    """Words in clear, between marks or given to a component, which no translation would reach."""
    told = re.sub(r"\{% blocktranslate\b.*?\{% endblocktranslate %\}|\{#.*?#\}", "", template, flags=re.S)
    told = re.sub(r"\{% (comment|block body_class) %\}.*?\{% end(comment|block).*?%\}", "", told, flags=re.S)
    told = re.sub(r"\{% (translate|trans)\b.*?%\}", "", told, flags=re.S)
    counted = re.findall(r'\|(?:compte|pluriel):"([^"]*)"', template)
    given = [words for tag in re.findall(r"\{%.*?%\}", told) for words in re.findall(r'(_\()?"([^"]*)"', tag)]
    attributes = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"{]*[a-zà-ÿ]{2}[^"]*)"', told)
    text = re.sub(r"<(style|script|svg)\b.*?</\1>|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", " ", told, flags=re.S)
    plain = [words for marked, words in given if not marked and re.search("[A-ZÀ-Ý][a-zà-ÿ]|[a-zà-ÿ] [a-zà-ÿ]", words)]
    lines = [line.strip(" ()") for line in text.splitlines() if re.search("[A-Za-zÀ-ÿ]{2}", line)]
    return [words for words in plain + counted + attributes + lines if words not in NAMES]
