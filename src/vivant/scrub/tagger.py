"""A second opinion on names of people, from a language model installed as an extra. The rules do without it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from vivant.scrub.around import CIVILITIES
from vivant.scrub.finding import SOMEONE, Finding, Kind
from vivant.scrub.lexicon import fold_word, kept_nouns, places

Tag = tuple[int, int, str]
"""(start, end, label) in code points; the label of a person is "PER"."""

Tagger = Callable[[str], Iterable[Tag]]


class MissingExtraError(RuntimeError):
    """The extra that was asked for is not installed; the message says how to install it."""


def spacy_tagger() -> Tagger:
    """spaCy's French model as a tagger (2 s to load, 500 MB). Raises MissingExtraError when it is not installed."""
    try:
        import spacy

        model = spacy.load("fr_core_news_md", exclude=["parser", "lemmatizer", "attribute_ruler", "morphologizer"])
    except (ImportError, OSError) as error:
        raise MissingExtraError(
            "Le modèle de noms n'est pas installé. Installez-le par « pip install 'partenariat-vivant[noms]' », "
            "ou relancez sans lui : les règles suffisent."
        ) from error

    def tag(text: str) -> list[Tag]:
        return [(entity.start_char, entity.end_char, entity.label_) for entity in model(text).ents]

    return tag


def people_tagged(text: str, tags: Iterable[Tag], known: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield the people that a tagger adds to those the rules know (``known``: their stretches).

    Models err on short notes: a tag is taken only if it says person, holds a capital, and is not a place or a proper
    noun that we know to be nobody.
    """
    nobody = kept_nouns() | places() | CIVILITIES
    for start, end, label in tags:
        words = text[start:end].split()
        if label != "PER" or any(one < end and start < other for one, other in known):
            continue
        unknown = [word for word in words if word[:1].isupper() and fold_word(word) not in nobody]
        if unknown and not text[start:end].isupper():
            yield Finding(start, end, text[start:end], Kind.NAME, SOMEONE)
