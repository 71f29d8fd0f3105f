"""Four questions at the end of a meeting: nobody is known, few answers say nothing, the next meeting profits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import MeetingFactory, MeetingReviewFactory, MemberFactory

from plateforme.meetings.models import Meeting, MeetingReview
from plateforme.meetings.reads.reviews import results, shuffled, to_change
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
SAID = {"heard": "4", "useful": "3", "keep": "Les binômes", "change": "Plus de pauses"}


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def meeting(member):
    return MeetingFactory(edition__network=member.network, starts_at=timezone.now() - timedelta(hours=2))


def questions(meeting):
    return reverse("meetings:review", args=[meeting.review_token])


def answers(meeting):
    return reverse("meetings:reviews", args=[meeting.network.slug, meeting.pk])


def test_anyone_with_the_link_answers_without_an_account(client, meeting):
    assert "Quatre questions" in client.get(questions(meeting)).content.decode()
    assert "Merci" in client.post(questions(meeting), SAID).content.decode()
    kept = MeetingReview.objects.get()
    assert (kept.heard, kept.useful, kept.keep, kept.change) == (4, 3, "Les binômes", "Plus de pauses")


def test_an_answer_holds_neither_who_nor_when(client, member, meeting):
    client.force_login(member.user)
    client.post(questions(meeting), SAID)
    assert {field.name for field in MeetingReview._meta.fields} == {
        *("id", "meeting", "heard", "useful", "keep", "change", "answered_on"),
    }
    assert not Entry.objects.exists()


def test_a_device_answers_once(client, meeting):
    for _ in range(2):
        client.post(questions(meeting), SAID)
    assert MeetingReview.objects.count() == 1
    assert "Merci" in client.get(questions(meeting)).content.decode()


def test_the_same_device_answers_about_another_meeting(client, meeting):
    for one in (meeting, MeetingFactory(edition=meeting.edition, starts_at=meeting.starts_at)):
        client.post(questions(one), SAID)
    assert MeetingReview.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_at": timedelta(hours=1)}, "dès le début de la rencontre"),
        ({"starts_at": timedelta(days=-8)}, "On ne peut plus répondre"),
        ({"starts_at": timedelta(hours=-1), "cancelled": True}, "a été annulée"),
    ],
)
def test_too_early_too_late_or_cancelled_is_said_and_nothing_is_kept(client, values, words):
    begins = timezone.now() + values["starts_at"]
    cancelled = timezone.now() if values.get("cancelled") else None
    meeting = MeetingFactory(starts_at=begins, cancelled_at=cancelled)
    assert words in client.post(questions(meeting), SAID).content.decode()
    assert not MeetingReview.objects.exists()


def test_one_may_answer_until_the_seventh_day(client):
    meeting = MeetingFactory(starts_at=timezone.now() - timedelta(days=7, hours=2))
    client.post(questions(meeting), SAID)
    assert MeetingReview.objects.count() == 1


@pytest.mark.parametrize("said", [{"keep": ""}, {"heard": "9"}, {"keep": "   "}])
def test_an_empty_or_wrong_answer_is_told_so(client, meeting, said):
    assert "À corriger" in client.post(questions(meeting), said).content.decode()
    assert not MeetingReview.objects.exists()


def test_one_address_cannot_pour_in_answers(client, meeting):
    statuses = []
    for _ in range(62):
        client.cookies.clear()
        statuses.append(client.post(questions(meeting), SAID).status_code)
    assert (statuses.count(200), statuses[-1]) == (60, 429)


def test_an_unknown_link_is_no_page(client):
    assert client.get(reverse("meetings:review", args=["devine"])).status_code == 404


def test_the_page_is_listed_and_kept_nowhere(client, meeting):
    answer = client.get(questions(meeting))
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_two_answers_say_nothing_and_three_do(client, member, meeting):
    client.force_login(member.user)
    MeetingReviewFactory.create_batch(2, meeting=meeting, keep="Les binômes")
    said = client.get(answers(meeting)).content.decode()
    assert "Trop peu de réponses" in said
    assert "Les binômes" not in said
    MeetingReviewFactory(meeting=meeting)
    assert "Les binômes" in client.get(answers(meeting)).content.decode()


def test_the_threshold_is_that_of_the_network(member, meeting):
    member.network.threshold = 5
    MeetingReviewFactory.create_batch(4, meeting=meeting)
    assert not results(meeting, member).shown


def test_each_question_counts_those_who_answered_it(member, meeting):
    for heard in (4, 4, 1, None):
        MeetingReviewFactory(meeting=meeting, heard=heard)
    scores = results(meeting, member).scores[0]
    assert scores.n == 3
    assert [number for _words, number in scores.parts] == [2, 0, 0, 1]


def test_the_order_of_words_links_no_two_answers():
    hands = [f"mot {number}" for number in range(12)]
    kept, changed = shuffled("keep", hands), shuffled("change", hands)
    assert sorted(kept) == sorted(changed) == sorted(hands)
    assert kept != changed
    assert shuffled("keep", reversed(hands)) == kept


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PARTICIPANT, 403), (Role.PROOFREADER, 403), (Role.NOTE_TAKER, 200), (Role.ANALYST, 200)],
)
def test_who_reads_the_answers(client, role, status):
    member = MemberFactory(role=role)
    meeting = MeetingFactory(edition__network=member.network)
    client.force_login(member.user)
    assert client.get(answers(meeting)).status_code == status


def test_answers_of_another_network_do_not_exist(client, member):
    client.force_login(member.user)
    other = MeetingFactory()
    assert client.get(reverse("meetings:reviews", args=[member.network.slug, other.pk])).status_code == 404


def test_what_to_change_is_taken_to_the_next_meeting_of_the_edition(member, meeting):
    MeetingReviewFactory.create_batch(3, meeting=meeting, change="Plus de pauses")
    following = MeetingFactory(edition=meeting.edition)
    found = to_change(following, member)
    assert (found.meeting, set(found.words)) == (meeting, {"Plus de pauses"})
    assert to_change(MeetingFactory(edition__network=member.network), member) is None
    assert to_change(following, MemberFactory(network=member.network)) is None


def test_the_page_of_the_next_meeting_says_it_to_those_who_prepare(client, member, meeting):
    MeetingReviewFactory.create_batch(3, meeting=meeting, change="Plus de pauses")
    following = MeetingFactory(edition=meeting.edition)
    page = reverse("meetings:meeting", args=[member.network.slug, following.pk])
    for reader, told in ((member, True), (MemberFactory(network=member.network), False)):
        client.force_login(reader.user)
        assert ("Plus de pauses" in client.get(page).content.decode()) == told


def test_too_few_answers_are_not_taken_to_the_next_meeting(member, meeting):
    MeetingReviewFactory(meeting=meeting, change="Plus de pauses")
    assert to_change(MeetingFactory(edition=meeting.edition), member) is None


def test_the_code_leads_to_the_questions(client, member, meeting, settings):
    client.force_login(member.user)
    said = client.get(reverse("meetings:review_code", args=[member.network.slug, meeting.pk])).content.decode()
    assert settings.ORIGIN + questions(meeting) in said
    assert "<svg" in said


def test_words_of_an_answer_are_shown_and_never_run(client, member, meeting):
    MeetingReviewFactory.create_batch(3, meeting=meeting, keep="<script>alert(1)</script>", change="<b>")
    client.force_login(member.user)
    said = client.get(answers(meeting)).content.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(1)" in said
    assert Meeting.objects.count() == 1
