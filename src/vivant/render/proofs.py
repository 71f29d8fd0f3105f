"""Numbers of excerpts where there are no links of html: "[3, 12–14]", each run with the excerpt that it starts at."""

from vivant.synthesis.document import Ref


def runs(refs: tuple[Ref, ...]) -> list[tuple[str, str]]:
    """Words and id of the first excerpt, runs of three or more shortened, in the order of numbers.

    >>> runs((Ref(9, "d"), Ref(3, "a"), Ref(4, "b"), Ref(5, "c")))
    [('3–5', 'a'), ('9', 'd')]
    """
    groups: list[list[Ref]] = []
    for ref in sorted({ref.number: ref for ref in refs}.values(), key=lambda ref: ref.number):
        if groups and ref.number == groups[-1][-1].number + 1:
            groups[-1].append(ref)
        else:
            groups.append([ref])
    out: list[tuple[str, str]] = []
    for group in groups:
        if len(group) > 2:
            out.append((f"{group[0].number}–{group[-1].number}", group[0].id))
        else:
            out += [(str(ref.number), ref.id) for ref in group]
    return out
