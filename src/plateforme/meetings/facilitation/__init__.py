"""What helps someone who has never facilitated: a library of methods, and whole meetings ready to be changed.

One TOML file a method, ``templates.toml`` for the run sheets; the words of the files are those that people read.
"""

from plateforme.meetings.facilitation.library import Family, Method, MethodStep, Remote, for_group, method, methods
from plateforme.meetings.facilitation.run_sheets import (
    RunSheetTemplate,
    TemplateStep,
    run_sheet_template,
    run_sheet_templates,
)

__all__ = [
    "Family",
    "Method",
    "MethodStep",
    "Remote",
    "RunSheetTemplate",
    "TemplateStep",
    "for_group",
    "method",
    "methods",
    "run_sheet_template",
    "run_sheet_templates",
]
