"""What was done in the network."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from plateforme.networks.asked import asked, page_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.reads import journal as reads
from plateforme.networks.roles import Permission

A_PAGE = 50


@network_page(needs=Permission.READ)
def journal(request: HttpRequest, member: Membership) -> HttpResponse:
    person, verb = asked(request, "personne"), asked(request, "geste")
    page = page_asked(request, reads.entries(member, person, verb), A_PAGE)
    context = {
        "page": page,
        "lines": [(line, reads.sentence(line.verb, line.target)) for line in page],
        "people": reads.people(member),
        "kinds": reads.kinds(member),
        "person": person,
        "verb": verb,
        "query": request.GET.urlencode(),
    }
    return render(request, "networks/journal.html", context)


@network_page(needs=Permission.READ)
def journal_csv(request: HttpRequest, member: Membership) -> HttpResponse:
    """The same lines for a spreadsheet: UTF-8 with its mark and semicolons, as French spreadsheets read it."""
    rows = reads.entries(member, asked(request, "personne"), asked(request, "geste"))
    answer = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    name = f"journal-{member.network.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer  # type: ignore[return-value]  # sent line by line, however long


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(rows: Any) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    for row in reads.table(rows):
        yield writer.writerow(row)
