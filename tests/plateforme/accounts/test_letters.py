"""Letters leave once, gathered when they can wait, and none is lost in silence."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from plateforme.accounts import letters
from plateforme.accounts.models import Letter

pytestmark = pytest.mark.django_db
TOGETHER = Letter.Urgency.TOGETHER


def put_off(**fields) -> None:
    """As if time had passed."""
    Letter.objects.update(**fields)


def due(*args, **kwargs) -> Letter:
    return letters.write(*args, not_before=timezone.now(), **kwargs)


def test_a_letter_leaves_once():
    letters.write("Zoe@Exemple.fr ", "Votre inscription", "Bonjour,\n\nVous êtes inscrite.")
    assert letters.send_due() == 1
    assert letters.send_due() == 0
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["zoe@exemple.fr"], "Votre inscription")
    assert sent.body == "Bonjour,\n\nVous êtes inscrite.\n"
    assert Letter.objects.get().sent_at


def test_a_letter_written_in_a_gesture_that_fails_is_not_sent():
    with transaction.atomic():
        letters.write("a@exemple.fr", "Non", "Non")
        transaction.set_rollback(True)
    assert letters.send_due() == 0


def test_a_letter_for_later_waits():
    letters.write("a@exemple.fr", "Rappel", "Demain", not_before=timezone.now() + timedelta(hours=1))
    assert letters.send_due() == 0
    put_off(not_before=timezone.now())
    assert letters.send_due() == 1


# --- gathered --------------------------------------------------------------------------------------------------------


def test_letters_that_can_wait_leave_at_the_end_of_the_afternoon(settings):
    letter = letters.write("a@exemple.fr", "Nouvelle date", "…", urgency=TOGETHER)
    assert letter.not_before > timezone.now()
    assert timezone.localtime(letter.not_before).hour == settings.LETTERS_TOGETHER_AT
    assert letter.not_before - timezone.now() <= timedelta(days=1)


def test_letters_to_one_address_leave_as_one_and_each_address_has_its_own():
    due("a@exemple.fr", "Nouvelle date", "Le 12 mars.", sender_name="Réseau du val", urgency=TOGETHER)
    due("b@exemple.fr", "Nouvelle date", "Le 12 mars.", sender_name="Réseau du val", urgency=TOGETHER)
    due("a@exemple.fr", "Compte rendu", "Il est en ligne.", sender_name="Réseau du val", urgency=TOGETHER)
    assert letters.send_due() == 3
    assert sorted(len(sent.body.splitlines()) for sent in mail.outbox) == [1, 10]
    both = next(sent for sent in mail.outbox if sent.to == ["a@exemple.fr"])
    assert both.subject == "Réseau du val : 2 nouvelles"
    assert both.body.index("Nouvelle date\n-------------") < both.body.index("Compte rendu")


def test_an_urgent_letter_does_not_wait_for_others():
    letters.write("a@exemple.fr", "Votre place", "Confirmée.")
    letters.write("a@exemple.fr", "Nouvelles", "…", urgency=TOGETHER)
    assert letters.send_due() == 1
    assert [sent.subject for sent in mail.outbox] == ["Votre place"]


def test_an_invitation_to_a_calendar_leaves_alone():
    for title in ("Un", "Deux"):
        due("a@exemple.fr", title, "…", urgency=TOGETHER, calendar="BEGIN:VCALENDAR\n", calendar_method="REQUEST")
    assert letters.send_due() == 2
    assert sorted(sent.subject for sent in mail.outbox) == ["Deux", "Un"]


# --- the mail itself -------------------------------------------------------------------------------------------------


def test_a_mail_says_who_writes_where_to_answer_and_that_a_machine_sent_it(settings):
    settings.DEFAULT_FROM_EMAIL = "Partenariat vivant <bonjour@exemple.fr>"
    letters.write("a@exemple.fr", "S", "B", sender_name="Réseau « Les Tilleuls, etc. »", reply_to="contact@exemple.fr")
    letters.send_due()
    message = mail.outbox[0].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "contact@exemple.fr"
    assert message["Message-ID"].startswith(f"<{Letter.objects.get().pk}@")
    assert mail.outbox[0].from_email == '"Réseau « Les Tilleuls, etc. » via Partenariat vivant" <bonjour@exemple.fr>'


@pytest.mark.parametrize("field", ["subject", "sender_name", "calendar_method", "unsubscribe_url"])
def test_no_field_can_add_a_header(field):
    letter = letters.write("a@exemple.fr", "S", "B", calendar="BEGIN:VCALENDAR\n", calendar_method="REQUEST")
    evil = "x\r\nBcc: z@z.fr\r\n\r\n"
    Letter.objects.filter(pk=letter.pk).update(**{field: evil if field != "calendar_method" else "A\r\nBcc:"})
    assert letters.send_due() == 1
    message = mail.outbox[0].message()
    assert "Bcc" not in message
    assert mail.outbox[0].recipients() == ["a@exemple.fr"]


def test_a_reply_address_that_holds_a_line_break_stops_the_letter_and_says_so():
    letter = letters.write("a@exemple.fr", "S", "B")
    Letter.objects.filter(pk=letter.pk).update(reply_to="x@x.fr\nBcc: z@z.fr")
    assert letters.send_due() == 0
    assert "ne part pas" in Letter.objects.get().problem


def test_an_invitation_is_read_by_calendars_and_by_people():
    ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    letters.write("a@exemple.fr", "Invitation", "Venez", calendar=ics, calendar_method="REQUEST")
    letters.send_due()
    message = mail.outbox[0].message()
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_filename() for part in parts] == [None, "invitation.ics"]
    for part in parts:
        assert part.get_param("method") == "REQUEST"
        assert part.get_param("charset") == "utf-8"
        assert part.get_payload(decode=True).decode() == ics
    assert message.get_content_type() == "multipart/mixed"


def test_lines_are_short_and_links_whole():
    link = "https://reseau.exemple.fr/" + "a" * 90
    text = f"{'mot ' * 40}\n- {'suite ' * 20}\n{link}"
    letters.write("a@exemple.fr", "S", text)
    letters.send_due()
    lines = mail.outbox[0].body.splitlines()
    assert link in lines
    assert all(len(line) <= 72 for line in lines if line != link)
    assert any(line.startswith("  suite") for line in lines)


def test_the_way_to_hear_no_more_is_in_the_header_and_in_the_text():
    url = "https://reseau.exemple.fr/moi/abc/"
    letters.write("a@exemple.fr", "S", "B", unsubscribe_url=url)
    letters.send_due()
    assert mail.outbox[0].message()["List-Unsubscribe"] == f"<{url}>"
    assert mail.outbox[0].body.endswith(f"Ne plus recevoir ces messages :\n{url}\n")


# --- when it goes wrong ----------------------------------------------------------------------------------------------


@pytest.fixture
def down(monkeypatch):
    """A mail server that refuses, with the error put in."""
    errors: list[Exception] = [OSError("no route")]

    def send_messages(self, messages):
        if errors:
            raise errors[0]
        return real(self, messages)

    real = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return errors


def test_a_server_that_is_down_is_tried_again_later_and_later(down):
    letters.write("a@exemple.fr", "S", "B")
    waits = []
    for _ in letters.WAITS:
        letters.send_due()
        waits.append(Letter.objects.get().not_before - timezone.now())
        assert letters.send_due() == 0
        put_off(not_before=timezone.now())
    assert waits == sorted(waits)
    down.clear()
    assert letters.send_due() == 1
    assert Letter.objects.get().tries == letters.MOST_TRIES


def test_after_five_tries_the_letter_says_what_is_wrong_and_no_more_is_tried(down):
    letters.write("a@exemple.fr", "S", "B")
    for _ in range(letters.MOST_TRIES):
        letters.send_due()
        put_off(not_before=timezone.now())
    letter = Letter.objects.get()
    assert (letter.tries, letter.problem) == (5, "le courriel ne part pas (OSError)")
    down.clear()
    assert letters.send_due() == 0


def test_an_address_that_does_not_exist_is_not_tried_again_and_stops_no_other(down):
    down[0] = smtplib.SMTPRecipientsRefused({"a@exemple.fr": (550, b"no such user")})
    letters.write("a@exemple.fr", "S", "B")
    assert letters.send_due() == 0
    assert Letter.objects.get().problem == "adresse refusée par le serveur de courriel"
    down.clear()
    letters.write("b@exemple.fr", "S", "B")
    assert letters.send_due() == 1


def test_a_letter_taken_by_a_job_that_died_leaves_after_a_while():
    letters.write("a@exemple.fr", "S", "B")
    assert len(letters._claim()) == 1
    assert letters.send_due() == 0
    put_off(claimed_at=timezone.now() - letters.CLAIMED - timedelta(seconds=1))
    assert letters.send_due() == 1


def test_a_letter_interrupted_each_time_is_told_rather_than_lost():
    letters.write("a@exemple.fr", "S", "B")
    long_ago = timezone.now() - timedelta(hours=1)
    put_off(tries=letters.MOST_TRIES, claimed_at=long_ago)
    assert letters.send_due() == 0
    assert Letter.objects.get().problem == letters.INTERRUPTED


def test_letters_are_forgotten_a_month_after_they_left():
    for name in "abc":
        letters.write(f"{name}@exemple.fr", "S", "B")
    Letter.objects.filter(to="a@exemple.fr").update(sent_at=timezone.now() - timedelta(days=31))
    Letter.objects.filter(to="b@exemple.fr").update(sent_at=timezone.now() - timedelta(days=29))
    assert letters.forget_sent() == 1
    assert set(Letter.objects.values_list("to", flat=True)) == {"b@exemple.fr", "c@exemple.fr"}
