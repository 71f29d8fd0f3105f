"""``python -m bench.web_rows``: in the site of the environment, a small network and a large one; prints as JSON what
the web bench must know of them."""

import json
from datetime import timedelta
from typing import Any

import django


def main() -> None:
    django.setup()
    small, large = fill("petit", meetings=4, registrations=20), fill("grand", meetings=200, registrations=5_000)
    pages = {name: (queries(small, name), queries(large, name)) for name in PAGES}
    told = {"cookie": session(large), "paths": paths(large), "queries": pages}
    print(json.dumps(told | {"phones": [phones(large) for _ in range(2)]}))


def fill(slug: str, *, meetings: int, registrations: int) -> Any:
    """A network whose meetings are half over, twenty an edition; its people are registered in turn, and came to those
    that are over."""
    from django.utils import timezone

    from plateforme.accounts.models import User
    from plateforme.meetings.models import Attendance, Edition, Meeting, Participant, Registration
    from plateforme.networks.models import Mandate, Membership, Network
    from plateforme.networks.roles import Role

    network = Network.objects.create(slug=slug, name=f"Réseau {slug}", departments=["63"])
    member = Membership.objects.create(network=network, user=User.objects.create_user(f"{slug}@exemple.fr", None))
    today = timezone.localdate()
    for role in (Role.STEWARD, Role.FACILITATOR):
        Mandate.objects.create(membership=member, role=role, ends_on=today + timedelta(days=300))
    editions = [
        Edition.objects.create(network=network, year=today.year - n, title="Édition", state="meeting")
        for n in range(max(1, meetings // 20))
    ]
    first = timezone.now() - timedelta(days=meetings / 2)
    met = [
        Meeting(
            network=network,
            edition=editions[n // 20],
            theme=f"Thème {n}",
            sort_theme=f"theme {n}",
            question="Que fait-on ensemble ?",
            starts_at=first + timedelta(days=n),
            ends_at=first + timedelta(days=n, hours=3),
            capacity=30,
        )
        for n in range(meetings)
    ]
    Meeting.objects.bulk_create(met)
    people = [
        Participant(
            network=network,
            name=f"Dominique VARENNE{n}",
            sort_name=f"dominique varenne{n}",
            email=f"p{n}@exemple.fr",
            profession="éducatrice",
            sector=Participant._meta.get_field("sector").choices[n % 6][0],
        )
        for n in range(registrations // 5)
    ]
    Participant.objects.bulk_create(people)
    pairs = [(met[n % meetings], people[(n // meetings + n * 7) % len(people)]) for n in range(registrations)]
    pairs = list(dict.fromkeys(pairs))
    Registration.objects.bulk_create([Registration(meeting=one, participant=who) for one, who in pairs])
    Attendance.objects.bulk_create(
        [
            Attendance(meeting=one, participant=who, profession=who.profession, sector=who.sector)
            for one, who in pairs
            if one.ends_at < timezone.now()
        ]
    )
    return member


PAGES = ("édition", "liste des rencontres", "inscriptions d'une rencontre", "présences d'une rencontre", "accueil")


def paths(member: Any) -> dict[str, str]:
    from django.urls import reverse

    from plateforme.meetings.models import Edition, Meeting

    slug = member.network.slug
    edition = Edition.objects.filter(network=member.network).latest("year")
    meeting = Meeting.objects.filter(network=member.network).order_by("starts_at").first()
    found = (
        reverse("meetings:edition", args=[slug, edition.pk]),
        reverse("meetings:list", args=[slug]),
        reverse("meetings:registrations", args=[slug, meeting.pk]),
        reverse("meetings:attendance", args=[slug, meeting.pk]),
        reverse("networks:home", args=[slug]),
    )
    return dict(zip(PAGES, found, strict=True))


def queries(member: Any, name: str) -> int:
    """How many queries a page asks for, the second time it is opened."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, path = signed_in(member), paths(member)[name]
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return len(asked)


def session(member: Any) -> str:
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}={signed_in(member).cookies[settings.SESSION_COOKIE_NAME].value}"


def signed_in(member: Any) -> Any:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(member.user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def phones(member: Any) -> dict[str, Any]:
    """A meeting going on now, and forty people who were not noted yet."""
    from django.urls import reverse
    from django.utils import timezone

    from plateforme.meetings.models import Edition, Meeting, Participant

    now = timezone.now()
    meeting = Meeting.objects.create(
        network=member.network,
        edition=Edition.objects.filter(network=member.network).latest("year"),
        theme="En ce moment",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=2),
    )
    people = Participant.objects.filter(network=member.network).order_by("pk")[:40]
    return {
        "people": [str(one.pk) for one in people],
        "send": reverse("meetings:send_attendance", args=[member.network.slug, meeting.pk]),
        "meeting": str(meeting.pk),
    }


if __name__ == "__main__":
    main()
