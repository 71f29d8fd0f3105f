"""The document as one self-contained page, written as it comes."""

from vivant.render.html.page import stream

__all__ = ["stream"]
