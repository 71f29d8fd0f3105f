"""The head of a workshop's notes: its title, its date and place, who was there, what was asked.

Each function takes the line at ``index`` if it is what it looks like, and returns whether it did.
"""

from vivant.corpus import Role
from vivant.formats.understanding.dates import dateline_of, find_date
from vivant.formats.understanding.labels import count_of, label_of
from vivant.formats.understanding.neighbours import announces_theme
from vivant.formats.understanding.shapes import Shape
from vivant.formats.understanding.state import State
from vivant.formats.understanding.titles import Title, read_title

_HEAD_ONLY = frozenset({"place", "time", "question", "group", "other"})
_PEOPLE = frozenset({"people", "absent", "team"})
UNREADABLE_DATE = "date non comprise « {} » : écrivez jour, mois et année, par exemple 9 janvier 2018."


def take_title(state: State, index: int, *, is_guess: bool = False) -> bool:
    """The title of a workshop, and the line that completes it when it is bare ("Atelier 1", then its theme)."""
    shape = state.shapes[index]
    title = read_title(shape.title)
    state.piece(shape, Role.HEADING)
    if not title.theme and (after := announces_theme(state.shapes, index)):
        following = state.shapes[after]
        title = Title(following.title, title.number, title.held_on, title.declared)
        state.piece(following, Role.HEADING)
        state.consumed.add(after)
    state.meetings.start(title, shape.line.place, is_guess=is_guess)
    state.enter_head()
    return True


def take_date(state: State, index: int) -> bool:
    """A date alone: that of the workshop, or another meeting on the same theme."""
    shape = state.shapes[index]
    dated = find_date(shape.flat) or find_date(shape.text)
    state.piece(shape, Role.METADATA)
    if dated is None or dated.day is None:
        state.drafts.problem(shape.line.place, UNREADABLE_DATE.format(shape.text))
    elif state.meetings.date(dated.day, shape.line.place):
        state.enter_head()
    return True


def take_dateline(state: State, index: int) -> bool:
    """A date with its place or a number of people. In the middle of notes, only when it can be nothing else."""
    shape = state.shapes[index]
    told = dateline_of(shape.text)
    if told is None or not (state.is_head or told.is_sure):
        return False
    take_date(state, index)
    if current := state.meetings.current:
        current.where = current.where or told.place
        current.declared = told.declared if told.declared is not None else current.declared
    return True


def take_people(state: State, index: int) -> bool:
    """The title of a list of people."""
    state.people_left, state.people_seen = True, 0
    declare(state, state.shapes[index], count_of(state.shapes[index].flat))
    state.piece(state.shapes[index], Role.METADATA)
    return True


def declare(state: State, shape: Shape, count: int | None) -> None:
    """Note how many people the notes say were there."""
    if count is None:
        return
    if state.meetings.current is None:
        state.meetings.start(Title(), shape.line.place, is_guess=True)
    if state.meetings.current:
        state.meetings.current.declared = count


def goes_on_with_people(state: State, shape: Shape) -> bool:
    """Whether a line goes on with a list of people: names are metadata, never excerpts."""
    if not state.people_left or shape.sort in ("aside", "rule"):
        return False
    is_over = shape.sort not in ("text", "label") or (shape.line.gap and state.people_seen > 0)
    if is_over or shape.words > 18 or shape.text.endswith("?") or "«" in shape.text or label_of(shape.flat) is not None:
        state.people_left = False
        return False
    state.people_seen += 1
    state.piece(shape, Role.METADATA)
    return True


def take_label(state: State, index: int) -> bool:
    """A line such as "Lieu : mairie". False when it is rather something that was said ("Lieu : jamais le bon")."""
    shape = state.shapes[index]
    found = label_of(shape.flat)
    if found is None or (shape.is_bullet and not (state.is_head and state.meetings.current)):
        return False
    key, start = found
    value = shape.text[shape.mark + start :].strip(" *_")
    if key == "date":
        return find_date(shape.flat) is not None and take_date(state, index)
    if key == "theme":
        return _take_theme(state, index, value)
    if key in _PEOPLE:
        return _take_named(state, shape, key, value)
    return _take_detail(state, shape, key, value)


def _take_named(state: State, shape: Shape, key: str, value: str) -> bool:
    """ "Présents : …": a number, names, or the title of a list of names."""
    is_list = not value or count_of(shape.flat) is not None or value[:1].isupper() or "," in value
    if not state.is_head and (shape.is_bullet or not is_list):
        return False
    if not value:
        state.people_left, state.people_seen = True, 0
    if key == "people":
        declare(state, shape, count_of(shape.flat))
    state.piece(shape, Role.METADATA)
    return True


def _take_detail(state: State, shape: Shape, key: str, value: str) -> bool:
    current = state.meetings.current
    is_hour = key != "time" or any(char.isdigit() for char in value)
    if not state.is_head or not is_hour or (key == "question" and current is None):
        return False
    if current and key == "place":
        current.where = current.where or value
    if current and key == "question":
        current.question = current.question or value
    state.piece(shape, Role.METADATA)
    return True


def _take_theme(state: State, index: int, value: str) -> bool:
    """ "Thème : …": of the workshop at its head, of another one when a date follows, else of what comes next."""
    shape = state.shapes[index]
    if not value or shape.is_bullet:
        return False
    current = state.meetings.current
    if state.is_head and current and not current.excerpts and (not current.theme or current.is_guess):
        current.theme, current.is_guess = value, False
        state.piece(shape, Role.METADATA)
    elif current is None or (current.excerpts and _is_dated_below(state, index)):
        title = read_title(value)
        title = Title(title.theme or value, title.number, title.held_on, title.declared)
        state.meetings.start(title, shape.line.place)
        state.piece(shape, Role.METADATA)
        state.enter_head()
    else:
        state.open_theme(shape, 4, value)
    return True


def _is_dated_below(state: State, index: int) -> bool:
    below = state.shapes[index + 1 : index + 3]
    return any(
        after.sort in ("date", "dateline") or (after.sort == "label" and after.flat.startswith("date"))
        for after in below
    )
