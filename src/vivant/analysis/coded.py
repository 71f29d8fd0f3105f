"""What is counted: an excerpt with its codes, said by people or only proposed."""

from dataclasses import dataclass

from vivant.corpus import Excerpt


@dataclass(frozen=True, slots=True)
class CodedExcerpt:
    """``codes`` with the primary first, empty if nobody coded it. ``proposed`` codes come from a suggestion that nobody
    has read yet: they are counted apart everywhere."""

    excerpt: Excerpt
    codes: tuple[str, ...] = ()
    significant: bool = False
    proposed: bool = False

    @property
    def primary(self) -> str:
        """The primary code, empty if there is none."""
        return self.codes[0] if self.codes else ""
