"""Numbers that establishments are known by, and their check digits.

Sources: SIRET, INSEE (Luhn's rule; La Poste's establishments follow another); FINESS, ministry of health (Luhn's rule;
how Corsica's letters count is not published: their form alone is checked); UAI, ministry of education (a letter, the
number modulo 23).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LA_POSTE = "356000000"
UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""The alphabet without i, o and q."""


def compact(number: str) -> str:
    """As kept: no space, no dot, capitals.

    >>> compact("356 000 000 00048")
    '35600000000048'
    """
    return "".join(letter for letter in number if letter.isalnum()).upper()


def luhn(digits: str) -> bool:
    """Whether a string of digits passes Luhn's rule.

    >>> luhn("79927398713"), luhn("79927398710")
    (True, False)
    """
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_siret(number: str) -> bool:
    """Fourteen digits. La Poste has more establishments than Luhn's rule leaves room for: there the digits' sum is a
    multiple of five, save for its head office, which follows the rule.

    >>> is_siret("73282932000074"), is_siret("73282932000075"), is_siret("35600000000001"), is_siret("7328293200007")
    (True, False, True, False)
    """
    if not re.fullmatch(r"[0-9]{14}", number):
        return False
    return luhn(number) or (number.startswith(LA_POSTE) and sum(map(int, number)) % 5 == 0)


def is_finess(number: str) -> bool:
    """Nine characters, the department first.

    >>> is_finess("630000008"), is_finess("630000007"), is_finess("2A0001234"), is_finess("63000")
    (True, False, True, False)
    """
    if re.fullmatch(r"2[AB][0-9]{7}", number):
        return True
    return bool(re.fullmatch(r"[0-9]{9}", number)) and luhn(number)


def is_uai(number: str) -> bool:
    """Seven digits and the letter that checks them.

    >>> is_uai("0951099D"), is_uai("0951099A"), is_uai("951099D")
    (True, False, False)
    """
    found = re.fullmatch(r"([0-9]{7})([A-Z])", number)
    return found is not None and found[2] == UAI_LETTERS[int(found[1]) % 23]


def check(kind: str, number: str) -> str:
    """The number as kept; ValidationError with words for the one who typed it."""
    kept = compact(number)
    right = {"siret": is_siret, "finess": is_finess, "uai": is_uai}[kind]
    if kept and not right(kept):
        raise ValidationError(
            {
                "siret": _("Ce SIRET a une erreur : quatorze chiffres, dont le dernier vérifie les autres."),
                "finess": _("Ce numéro FINESS a une erreur : neuf caractères, dont le dernier vérifie les autres."),
                "uai": _("Ce numéro UAI a une erreur : sept chiffres et une lettre qui les vérifie."),
            }[kind]
        )
    return kept
