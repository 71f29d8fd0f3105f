"""What must hold of all models and pages, whoever writes the next one."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[3]
OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("plateforme.")]


def heights() -> dict[str, int]:
    """Module -> height, read in the contract of imports: the greater, the higher."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["plateforme"])
    return {name.strip(" ()"): len(layers) - number for number, line in enumerate(layers) for name in line.split("|")}


def module_of(model: type[models.Model]) -> str:
    return model._meta.app_label


def test_no_relation_points_to_a_higher_layer():
    height = heights()
    higher = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in OURS
        if height[module_of(field.related_model)] > height[module_of(model)]
    ]
    assert higher == []


def test_no_relation_points_beside():
    height = heights()
    beside = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in OURS
        if height[module_of(field.related_model)] == height[module_of(model)]
        and module_of(field.related_model) != module_of(model)
    ]
    assert beside == []
