"""Static files as a site serves them: compressed, and named after their content so that a browser may keep them."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

NOT_OURS = "django_htmx/ext/"
"""Extensions of htmx that no page of ours asks for; they import by names that lead to no file."""


class NamedAfterContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Also rewrites what one module of ours imports from another. What was not collected (anything in tests, a folder)
    goes by its plain name: a page is not refused for want of a picture."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        ours = {name: found for name, found in paths.items() if not name.startswith(NOT_OURS)}
        yield from super().post_process(ours, dry_run, **options)

    def stored_name(self, name: str) -> str:
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))
