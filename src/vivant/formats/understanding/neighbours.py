"""What a line is because of the lines beside it, and of no other: what stands far away changes no excerpt."""

from collections.abc import Sequence

from vivant.formats.understanding.shapes import Shape

HEADS = frozenset({"date", "dateline", "label", "people", "section", "heading", "title", "group", "rule"})


def next_shape(shapes: Sequence[Shape], index: int, step: int = 1) -> Shape | None:
    """The shape after, None at the end."""
    return shapes[index + step] if 0 <= index + step < len(shapes) else None


def underlines(shapes: Sequence[Shape], index: int) -> bool:
    """Whether a line is underlined by the next one: "Les familles" above "============"."""
    shape, below = shapes[index], next_shape(shapes, index)
    if (
        below is None
        or below.sort != "rule"
        or below.line.gap
        or shape.is_bullet
        or not shape.is_short
        or shape.line.cell
    ):
        return False
    rule = below.text
    if len(rule) < 3 or set(rule) - {"=", "-"} or len(set(rule)) != 1:
        return False
    # A row of dashes of another length separates; one as long as the line underlines it.
    return rule[0] == "=" or abs(len(rule) - len(shape.text)) <= 3


def opens_dated(shapes: Sequence[Shape], index: int) -> bool:
    """Whether a short line is followed by a date: the title of a workshop that does not say "atelier"."""
    shape, below = shapes[index], next_shape(shapes, index)
    if shape.is_bullet or not shape.is_short or shape.line.cell or not (shape.text[:1].isupper() or shape.level):
        return False
    for step in (1, 2):
        below = next_shape(shapes, index, step)
        if below is None:
            return False
        if below.sort in ("date", "dateline") or (below.sort == "label" and below.flat.startswith(("date", "jour"))):
            return True
        if not (
            below.sort == "rule" or (below.sort == "label" and below.flat.startswith(("lieu", "salle", "horaire")))
        ):
            return False
    return False


def opens_file(shapes: Sequence[Shape], index: int) -> bool:
    """Whether the first line stands apart from what follows: the title of the notes."""
    shape, below = shapes[index], next_shape(shapes, index)
    if below is None or shape.is_bullet or shape.mark or not shape.is_short or shape.line.cell:
        return False
    starts = shape.text[:1].isupper() and "«" not in shape.text and '"' not in shape.text and "“" not in shape.text
    return starts and (below.sort in HEADS or below.is_bullet or below.line.gap)


def announces_theme(shapes: Sequence[Shape], index: int) -> int | None:
    """The place of the line that completes a bare title ("Atelier 1", then "Le lien avec les familles"), or None."""
    below, after = next_shape(shapes, index), next_shape(shapes, index, 2)
    if (
        below is None
        or below.is_bullet
        or below.mark
        or not below.is_short
        or below.line.cell
        or not below.text[:1].isupper()
    ):
        return None
    if below.sort == "heading":
        # A heading is the theme when another heading stands just under it; else it opens the first part.
        return index + 1 if after is not None and (after.sort in HEADS) else None
    if below.sort != "text" or any(mark in below.text for mark in '«“":'):
        return None
    return (
        index + 1
        if after is not None and (after.sort in HEADS or after.is_bullet or (after.line.gap and not below.line.gap))
        else None
    )


def is_question_of_title(shapes: Sequence[Shape], index: int) -> bool:
    """Whether a question at the head of notes is what the workshop was asked: alone, then a title or a list."""
    shape, below = shapes[index], next_shape(shapes, index)
    if below is None or shape.is_bullet or shape.mark or not shape.text.rstrip(' »"”').endswith("?"):
        return False
    return below.sort in HEADS or below.is_bullet


def opens_bullets(shapes: Sequence[Shape], index: int) -> bool:
    """Whether a line is the title of the bullets just below it: "Les familles" then "- pas écoutées"."""
    shape, below = shapes[index], next_shape(shapes, index)
    if (
        below is None
        or not below.is_bullet
        or below.sort not in ("text", "label", "section")
        or shape.line.cell
        or below.line.cell
    ):
        return False
    if shape.is_bullet:
        return shape.text.endswith(":") and below.depth > shape.depth
    starts = shape.title[:1].isupper() or (shape.line.gap and not shape.mark)
    is_title = starts and shape.is_short and shape.words <= 8 and not any(mark in shape.text for mark in '«“"')
    return is_title and (not below.line.gap or bool(shape.mark))
