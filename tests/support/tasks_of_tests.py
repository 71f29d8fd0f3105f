"""Tasks that workers are asked for in the tests."""

import time

from django_tasks import task
from work_of_tests import leave_trace


@task()
def quick(word: str) -> str:
    leave_trace(word)
    return word


@task()
def slow(seconds: float) -> None:
    leave_trace("begun")
    time.sleep(seconds)
    leave_trace("ended")


@task()
def wrong() -> None:
    raise ValueError("not today")
