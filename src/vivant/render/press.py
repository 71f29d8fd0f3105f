"""The typesetter, with the house face and nothing of the machine: the same pages everywhere."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from vivant.render.fonts import FOLDER
from vivant.render.tools import ToolError

if TYPE_CHECKING:
    from typst import Fonts


def pdf(template: bytes, data: Any) -> bytes:
    """Tagged pages that follow PDF/UA-1; ``data`` is what the template reads as ``sys.inputs.data``.

    Raises ToolError if the rules are not followed (a picture without description, for one).
    """
    import typst

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return typst.compile(template, font_paths=_face(), sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        raise ToolError(f"le PDF n'a pas pu être composé : {error}") from error


def heading_pages(template: bytes, data: Any) -> list[int]:
    """The page of each heading that contents may list, in order. Raises ToolError if there can be no pages."""
    import typst

    try:
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        pages = typst.Compiler(template, font_paths=_face(), sys_inputs=inputs).eval(HEADING_PAGES, format="json")
    except typst.TypstError as error:
        raise ToolError(f"les pages n'ont pas pu être comptées : {error}") from error
    return [int(page) for page in json.loads(pages)]


HEADING_PAGES = "query(heading.where(outlined: true)).map(it => it.location().page())"


def pictures(drawings: list[str]) -> list[bytes]:
    """PNG pictures of SVG drawings, 1280 pixels wide, for programs that do not draw SVG."""
    import typst

    if not drawings:
        return []
    inputs = {"data": json.dumps(drawings)}
    made: Any = typst.compile(PLATES, font_paths=_face(), sys_inputs=inputs, format="png", ppi=192)
    return made if isinstance(made, list) else [made]


PLATES = b"""#set page(width: 480pt, height: auto, margin: 0pt)
#for (index, drawing) in json(bytes(sys.inputs.data)).enumerate() {
  if index > 0 { pagebreak() }
  image(bytes(drawing), format: "svg", width: 100%)
}
"""


@cache
def _face() -> "Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FOLDER])
