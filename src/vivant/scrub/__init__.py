"""Names of people and other indirect identifiers, found and replaced."""

from vivant.scrub.finding import Decision, Finding, Kind
from vivant.scrub.scrubber import Scrubber, find, report_lines, scrub

__all__ = ["Decision", "Finding", "Kind", "Scrubber", "find", "report_lines", "scrub"]
