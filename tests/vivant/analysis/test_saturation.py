from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.saturation import Step, saturation


def test_each_workshop_is_told_by_what_it_adds(said):
    coded = [
        said("1", "frein", "a1", "Les parents et l'école"),
        said("2", "frein lien", "a2", "L'école, le bus"),
        said("3", "lien", "a2", "le parent"),
        said("4", "frein", "a9", "ailleurs"),
    ]
    assert saturation(coded, ["a1", "a2", "a3"]) == (
        Step("a1", 1, 1, 2, 2, 1.0),
        Step("a2", 2, 1, 1, 3, 1 / 3),
        Step("a3", 0, 0, 0, 3, None),
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a1", "a2", "a3"]), st.sampled_from(["bus", "école", "parent"]))))
def test_the_words_heard_in_all_do_not_depend_on_the_order_of_workshops(said, drawn):
    coded = [said(str(n), "frein", where, word) for n, (where, word) in enumerate(drawn)]
    one, other = saturation(coded, ["a1", "a2", "a3"]), saturation(coded, ["a3", "a1", "a2"])
    assert one[-1].words_total == other[-1].words_total == sum(step.new_words for step in other)
    assert all(step.share_new is None or 0 <= step.share_new <= 1 for step in one)
