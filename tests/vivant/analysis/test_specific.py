from math import comb, log10

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from vivant.analysis.specific import specific_words, specificities


def score(count, total, part, corpus):
    return float(specificities(np.array([count]), np.array([total]), part, corpus)[0])


def test_a_score_worked_by_hand():
    # 3 words in all, all in a part of 4 out of 10: C(4,3) C(6,0) / C(10,3) = 4/120.
    assert score(3, 3, 4, 10) == pytest.approx(-log10(4 / 120))
    # None of them in the part: C(6,3) / C(10,3) = 20/120, said less than elsewhere.
    assert score(0, 3, 4, 10) == pytest.approx(log10(20 / 120))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_scores_are_those_of_scipy(data):
    corpus = data.draw(st.integers(1, 3000))
    part, total = data.draw(st.integers(0, corpus)), data.draw(st.integers(0, corpus))
    count = data.draw(st.integers(max(0, total + part - corpus), min(part, total)))
    law = hypergeom(corpus, total, part)
    over = count * corpus >= total * part
    hoped = -law.logsf(count - 1) if over else law.logcdf(count)
    assert score(count, total, part, corpus) == pytest.approx(hoped / np.log(10), rel=1e-6, abs=1e-8)


def test_chances_too_small_for_a_float_still_have_a_score():
    assert score(2000, 2000, 50_000, 1_000_000) == pytest.approx(
        (log_comb(1_000_000, 2000) - log_comb(50_000, 2000)) / np.log(10), rel=1e-6
    )


def log_comb(n, k):
    return float(np.log(np.arange(n - k + 1, n + 1)).sum() - np.log(np.arange(1, k + 1)).sum())


def test_words_are_counted_by_dictionary_form_and_shown_as_most_often_typed():
    groups = {
        "frein": ["Les réunions, une réunion", "réunions de trop", "les REUNIONS", "Réunions !"],
        "lien": ["La confiance", "se faire confiance", "confiance", "la Confiance, toujours", "confiances"],
    }
    found = specific_words(groups)
    assert [(word.word, word.count, word.total) for word in found["frein"]] == [("réunions", 5, 5)]
    assert [word.word for word in found["lien"]] == ["confiance"]
    # Ten words are kept, five in each part: all five in one of them has one chance in C(10, 5) = 252.
    assert found["frein"][0].expected == 2.5
    assert found["frein"][0].score == pytest.approx(log10(comb(10, 5)))


def test_a_word_said_everywhere_alike_or_too_rarely_is_nobodys_own():
    groups = {"a": ["parents école", "parents", "hapax hapax"], "b": ["parents école", "parents", "jardin"]}
    assert specific_words(groups) == {"a": [], "b": []}


def test_groups_without_words_are_kept_and_one_group_alone_has_no_word_of_its_own():
    assert specific_words({}) == {}
    assert specific_words({"a": [], "b": ["?!"]}) == {"a": [], "b": []}
    assert specific_words({"a": ["école"] * 9}) == {"a": []}


def test_the_limit_keeps_the_most_specific():
    groups = {"a": ["bus"] * 9 + ["train"] * 5 + ["vélo"] * 3, "b": ["école"] * 30}
    assert [word.word for word in specific_words(groups, limit=2)["a"]] == ["bus", "train"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_a_part_says_more_the_rest_says_less(data):
    corpus = data.draw(st.integers(2, 500))
    part, total = data.draw(st.integers(1, corpus - 1)), data.draw(st.integers(1, corpus))
    count = data.draw(st.integers(max(0, total + part - corpus), min(part, total)))
    if count * corpus != total * part:
        assert score(count, total, part, corpus) == pytest.approx(-score(total - count, total, corpus - part, corpus))
