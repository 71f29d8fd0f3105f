"""Background workers, as real processes: several at once, one killed in the middle, none left behind."""

import itertools
import json
import os
import signal
from collections import Counter

import pytest
from site_of_tests import Site, free_port, told, until
from work_of_tests import traces

MAIL = """
from plateforme.accounts import letters
for n in range({count}):
    letters.write(f"personne{{n}}@exemple.fr", "Sujet", "Texte")
"""
STATES = """
import json
from collections import Counter
from django_tasks_db.models import DBTaskResult
print(json.dumps(Counter(DBTaskResult.objects.values_list("status", flat=True))))
"""


@pytest.fixture
def working(site) -> Site:
    """A site whose workers wait little."""
    site.extra["DJANGO_SETTINGS_MODULE"] = "work_of_tests"
    return site


def mails(site: Site) -> list[str]:
    """To whom mails have left, once for each."""
    folder = site.home / "courriels"
    texts = [path.read_text() for path in folder.iterdir()] if folder.exists() else []
    return [line.removeprefix("To: ") for text in texts for line in text.splitlines() if line.startswith("To: ")]


def states(site: Site) -> Counter[str]:
    return Counter(json.loads(site.python(STATES)))


def test_two_workers_share_tasks_letters_and_turns_and_do_each_once(working):
    ask = "from tasks_of_tests import quick\nfor n in range(40): quick.enqueue(f'task{n}')"
    working.python(MAIL.format(count=30) + ask)
    with working.running("work") as one, working.running("work") as other:
        until(lambda: len(mails(working)) >= 30 and len(traces(working.home, "tick")) >= 3)
        until(lambda: traces(working.home, "task39"))
    assert (one.returncode, other.returncode) == (0, 0)
    assert Counter(mails(working)) == Counter(f"personne{n}@exemple.fr" for n in range(30))
    assert all(len(traces(working.home, f"task{n}")) == 1 for n in range(40))
    ticks = sorted(at for _, at in traces(working.home, "tick"))
    assert min(after - before for before, after in itertools.pairwise(ticks)) > 1
    assert states(working) == {"SUCCESSFUL": 40}


def test_what_a_killed_worker_was_doing_is_done_by_another(working):
    working.python("from tasks_of_tests import slow; slow.enqueue(4)")
    with working.running("work") as killed:
        until(lambda: traces(working.home, "begun"))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert states(working) == {"RUNNING": 1}
    with working.running("work"):
        until(lambda: traces(working.home, "ended"))
        until(lambda: states(working) == {"SUCCESSFUL": 1})
    assert [pid == killed.pid for pid, _ in traces(working.home, "begun")] == [True, False]


def test_a_long_task_of_a_living_worker_is_left_to_it(working):
    working.python("from tasks_of_tests import slow; slow.enqueue(6)")
    with working.running("work"), working.running("work"):
        until(lambda: traces(working.home, "ended"))
    assert len(traces(working.home, "begun")) == 1


def test_a_worker_asked_to_stop_finishes_its_task(working):
    working.python("from tasks_of_tests import slow; slow.enqueue(2)")
    with working.running("work") as worker:
        until(lambda: traces(working.home, "begun"))
    assert worker.returncode == 0
    assert len(traces(working.home, "ended")) == 1


def test_a_task_that_fails_says_so_and_stops_no_other(working):
    working.python("from tasks_of_tests import quick, wrong; wrong.enqueue(); quick.enqueue('after')")
    with working.running("work"):
        until(lambda: traces(working.home, "after"))
        until(lambda: states(working) == {"FAILED": 1, "SUCCESSFUL": 1})


def test_the_site_starts_its_own_worker_and_stops_it(working):
    working.python(MAIL.format(count=3))
    port = free_port()
    with working.running("serve", f"--port={port}", "--workers=1") as server:
        until(lambda: len(mails(working)) == 3)
        family = children(server.pid)
        assert len(family) >= 2
    assert server.returncode == 0, told(server)
    until(lambda: not [pid for pid in family if is_running(pid)])


def test_a_site_killed_leaves_no_worker_behind(working):
    with working.running("serve", f"--port={free_port()}", "--workers=1") as server:
        until(lambda: "est servi sur" in told(server))
        until(lambda: traces(working.home, "tick"))
        family = children(server.pid)
        server.kill()
        server.wait()
    until(lambda: not [pid for pid in family if is_running(pid)])


def test_a_worker_that_dies_is_replaced_while_the_site_is_served(working):
    with working.running("serve", f"--port={free_port()}", "--workers=1"):
        first = until(lambda: traces(working.home, "tick"))[0][0]
        os.kill(first, signal.SIGKILL)
        until(lambda: any(pid != first for pid, _ in traces(working.home, "tick")))


def children(pid: int) -> list[int]:
    import psutil

    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def is_running(pid: int) -> bool:
    import psutil

    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
