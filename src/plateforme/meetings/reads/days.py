"""What is known of a day before anything is planned on it: holidays of the French labour code, crowded months."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from plateforme.ui.templatetags.french import nom_du_mois

ALSACE_MOSELLE = {"57", "67", "68"}
JUNE, OCTOBER = 6, 10


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar. Source: anonymous computus, Nature 13 (1876), p. 487.

    >>> easter(2026), easter(2038)
    (datetime.date(2026, 4, 5), datetime.date(2038, 4, 25))
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int, departments: list[str]) -> dict[date, str]:
    """The days that nobody works, by name; two more in Alsace and Moselle (law of 1892).

    >>> len(holidays(2026, [])), date(2026, 4, 3) in holidays(2026, ["67"])
    (11, True)
    """
    spring = easter(year)
    days = {
        date(year, 1, 1): _("le jour de l'an"),
        spring + timedelta(days=1): _("le lundi de Pâques"),
        date(year, 5, 1): _("la fête du Travail"),
        date(year, 5, 8): _("la victoire de 1945"),
        spring + timedelta(days=39): _("l'Ascension"),
        spring + timedelta(days=50): _("le lundi de Pentecôte"),
        date(year, 7, 14): _("la fête nationale"),
        date(year, 8, 15): _("l'Assomption"),
        date(year, 11, 1): _("la Toussaint"),
        date(year, 11, 11): _("l'armistice de 1918"),
        date(year, 12, 25): _("Noël"),
    }
    if ALSACE_MOSELLE.intersection(departments):
        days |= {spring - timedelta(days=2): _("le Vendredi saint"), date(year, 12, 26): _("la Saint-Étienne")}
    return days


def remarks(day: date, departments: list[str]) -> list[str]:
    """What to know before choosing this day, in sentences; most days, nothing."""
    said = []
    if name := holidays(day.year, departments).get(day):
        said.append(_("Ce jour est férié : %(name)s.") % {"name": name})
    elif day.weekday() >= 5:
        said.append(_("Ce jour est un samedi ou un dimanche."))
    if day.month in (JUNE, OCTOBER):
        words = _("Le mois de %(month)s est très chargé pour tout le monde : prévenez tôt.")
        said.append(words % {"month": nom_du_mois(day)})
    return said
