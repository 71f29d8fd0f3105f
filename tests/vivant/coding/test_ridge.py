"""The linear model, against the textbook and against training again without the rows."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from vivant.coding.calibration import affirmed, learn_sharpness, learn_thresholds, lower_bound, probabilities
from vivant.coding.ridge import RIDGE, learn


def toy(n=40, seed=0):
    chance = np.random.default_rng(seed)
    dense = chance.normal(size=(n, 5)).astype(np.float32)
    sparse = csr_array((chance.random((n, 12)) < 0.2).astype(np.float32))
    targets = np.eye(3)[chance.integers(0, 3, n)]
    return [dense, sparse], targets, chance.choice([1.0, 2.0], n)


def test_the_answers_are_those_of_the_textbook():
    blocks, targets, trust = toy()
    model, _ = learn(blocks, targets, trust)
    table = np.hstack([blocks[0], blocks[1].toarray()])
    weighted = table.T * trust
    textbook = np.linalg.solve(weighted @ table + RIDGE * np.eye(table.shape[1]), weighted @ (targets - 1 / 3))
    assert model.answers(blocks) == pytest.approx(table @ textbook + 1 / 3, abs=1e-4)


def test_what_is_said_of_a_group_left_out_is_what_training_without_it_says():
    blocks, targets, trust = toy()
    groups = [[0, 5, 7], [1], [20, 21]]
    _, apart = learn(blocks, targets, trust, groups)
    for group in groups:
        others = np.setdiff1d(np.arange(len(trust)), group)
        model, _ = learn([block[others] for block in blocks], targets[others], trust[others])
        assert apart[group] == pytest.approx(model.answers([block[group] for block in blocks]), abs=1e-4)
    assert np.isnan(apart[2]).all()


def test_probabilities_sum_to_one_and_keep_the_order():
    answers = np.array([[0.1, 0.5, 0.2], [2.0, -1.0, 3.0]])
    scores = probabilities(answers, 7.0)
    assert scores.sum(axis=1) == pytest.approx([1, 1])
    assert (scores.argsort(axis=1) == answers.argsort(axis=1)).all()


def test_sharpness_grows_when_answers_are_surer_than_usual():
    answers = np.tile([[0.6, 0.4]], (500, 1))
    always, half = np.zeros(500, np.int64), np.arange(500) % 2
    assert learn_sharpness(answers, always, 7.0) > 7.0 > learn_sharpness(answers, half, 7.0)


def test_nothing_is_affirmed_under_fifty_codings():
    scores = np.tile([[0.99, 0.01]], (49, 1))
    assert learn_thresholds(scores, np.zeros(49, np.int64)) == {}


def test_a_code_that_is_often_wrong_is_never_affirmed_and_the_others_are():
    scores = np.vstack([np.tile([[0.95, 0.05]], (40, 1)), np.tile([[0.04, 0.96]], (40, 1))])
    primary = np.array([0] * 40 + [0, 1] * 20)
    thresholds = learn_thresholds(scores, primary)
    assert set(thresholds) == {0}
    assert affirmed(scores[[0, 79]], thresholds) == [0, None]


def test_no_threshold_is_under_nine_in_ten():
    scores = np.tile([[0.6, 0.4]], (80, 1))
    assert learn_thresholds(scores, np.zeros(80, np.int64)) == {0: 0.9}


def test_the_lower_bound_asks_more_of_few_tries():
    assert lower_bound(5, 5) < 0.9 < lower_bound(7, 7) < lower_bound(70, 70)
