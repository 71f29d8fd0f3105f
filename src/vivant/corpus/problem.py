"""What went wrong, said to the person who can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must know: in which file, where, what happened and what to do. In French.

    ``place`` is said as the person sees it ("ligne 12", "page 3", "feuille Notes, cellule B7"), empty when the
    whole file is meant.

    >>> str(Problem("notes.csv", "ligne 12", "extrait vide : complétez la cellule ou supprimez la ligne."))
    'notes.csv, ligne 12 : extrait vide : complétez la cellule ou supprimez la ligne.'
    """

    source: str
    place: str
    message: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where} : {self.message}"
