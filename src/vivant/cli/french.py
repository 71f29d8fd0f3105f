"""click speaks English; people read French. It marks its sentences for translation but ships none."""

from collections.abc import Callable
from types import ModuleType

import click

FRENCH = {
    "Usage:": "Usage :",
    "Usage: ": "Usage : ",
    "Options": "Options ",
    "Commands": "Commandes ",
    "Arguments": "Arguments ",
    "Positional arguments": "Arguments ",
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
    "Error: {message}": "Erreur : {message}",
    "Aborted!": "Interrompu.",
    "default: {default}": "par défaut : {default}",
    "required": "obligatoire",
    "Try '{command} {option}' for help.": "Pour l'aide : {command} {option}",
    "Missing command.": "Il manque une commande.",
    "No such command {name!r}.": "La commande {name!r} n'existe pas.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "No such option {name!r}.": "L'option {name!r} n'existe pas.",
    "Could not open file {filename!r}: {message}": "Fichier {filename!r} impossible à ouvrir : {message}",
    "Option {name!r} requires an argument.": "L'option {name!r} attend une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L'option {name!r} attend {nargs} valeurs.",
    "Option {name!r} does not take a value.": "L'option {name!r} ne prend pas de valeur.",
    "Argument {name!r} takes {nargs} values.": "L'argument {name!r} attend {nargs} valeurs.",
    "Missing {param_type}": "Il manque : {param_type}",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "unknown error": "raison inconnue",
    "Missing argument": "Il manque l'argument",
    "Missing option": "Il manque l'option",
    "Missing parameter": "Il manque le paramètre",
    "Missing argument {param_hint}.": "Il manque l'argument {param_hint}.",
    "Missing option {param_hint}.": "Il manque l'option {param_hint}.",
    "Invalid value: {message}": "Valeur incorrecte : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur incorrecte pour {param_hint} : {message}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} : introuvable.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} : c'est un dossier, donnez un fichier.",
    "{name} {filename!r} is a file.": "{name} {filename!r} : c'est un fichier, donnez un dossier.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} : lecture refusée, vérifiez ses droits.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} : écriture refusée, vérifiez ses droits.",
    "file": "fichier",
    "directory": "dossier",
    "path": "chemin",
    "text": "texte",
    "integer": "nombre entier",
    "float": "nombre",
    "boolean": "oui ou non",
    "{value} is not in the range {range}.": "{value} est hors des limites ({range}).",
    "{value!r} is not a valid {number_type}.": "{value!r} n'est pas le nombre attendu.",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
}


def speak_french() -> None:
    """Give click's modules our sentences in place of its own. A sentence that a later click words otherwise stays
    English: nothing breaks."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        _translate(module, "_", _french)
        _translate(module, "ngettext", lambda one, many, n: _french(one if n == 1 else many))


def _french(message: str) -> str:
    return FRENCH.get(message, message)


def _translate(module: ModuleType, name: str, function: Callable[..., str]) -> None:
    if hasattr(module, name):
        setattr(module, name, function)
