"""A document as a file that people read: pdf, docx, odt, html, md."""

from vivant.render.files import write

__all__ = ["write"]
