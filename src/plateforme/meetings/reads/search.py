"""What a search finds among meetings and editions."""

from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.meetings.models import Edition, Meeting
from plateforme.networks.circles import Reader
from plateforme.networks.search import MOST, Found
from plateforme.ui.templatetags.french import jour
from vivant.language import fold


def found(reader: Reader, words: str) -> list[Found]:
    """Meetings by theme, question or place, the latest first; editions by title, objective or year."""
    slug = reader.network.slug
    meetings = Meeting.objects.seen_by(reader).matching(words).order_by("-starts_at")[:MOST]
    editions = [edition for edition in Edition.objects.seen_by(reader) if _holds(edition, words)]
    return [
        *(
            Found(_("édition"), str(edition), reverse("meetings:edition", args=[slug, edition.pk]))
            for edition in editions[:MOST]
        ),
        *(
            Found(
                _("rencontre"),
                meeting.theme,
                reverse("meetings:meeting", args=[slug, meeting.pk]),
                jour(meeting.starts_at),
            )
            for meeting in meetings
        ),
    ]


def _holds(edition: Edition, words: str) -> bool:
    text = fold(f"{edition.title} {edition.objective} {edition.year}")
    return all(word in text for word in fold(words).split())
