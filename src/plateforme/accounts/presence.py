"""What happens around any page on account of who reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from plateforme.accounts.models import User

Answer = Callable[[HttpRequest], HttpResponse]


def note_presence(get_response: Answer) -> Answer:
    """The day someone last came: one write a day and a person. An account no one comes back to is not kept for ever."""

    def answer(request: HttpRequest) -> HttpResponse:
        user, today = request.user, timezone.localdate()
        if isinstance(user, User) and user.seen_on != today:
            User.objects.filter(pk=user.pk).update(seen_on=today, warned_on=None)
        return get_response(request)

    return answer
