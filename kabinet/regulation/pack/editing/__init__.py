"""A version being prepared: its text, the sheets that are laid out of it and back into it, uploads."""

from kabinet.regulation.pack.editing.cells import UNITS, amount_and_unit, term_of, typed, value_of
from kabinet.regulation.pack.editing.filling import changed, grown, seen
from kabinet.regulation.pack.editing.lines import Line, line_of
from kabinet.regulation.pack.editing.sections import blocks, head_file, sheets
from kabinet.regulation.pack.editing.sheet import Block, Cell, Sort, fresh, grows, title
from kabinet.regulation.pack.editing.text import BOTH, Path, edited, value_at
from kabinet.regulation.pack.editing.upload import LARGEST_UPLOAD, packed, unpacked
from kabinet.regulation.pack.texts import LARGEST_FILE, Source, digest, parsed, refuse_edited

__all__ = [
    "BOTH",
    "LARGEST_FILE",
    "LARGEST_UPLOAD",
    "UNITS",
    "Block",
    "Cell",
    "Line",
    "Path",
    "Sort",
    "Source",
    "amount_and_unit",
    "blocks",
    "changed",
    "digest",
    "edited",
    "fresh",
    "grown",
    "grows",
    "head_file",
    "line_of",
    "packed",
    "parsed",
    "refuse_edited",
    "seen",
    "sheets",
    "term_of",
    "title",
    "typed",
    "unpacked",
    "value_at",
    "value_of",
]
