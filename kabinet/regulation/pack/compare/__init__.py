"""Two versions of the regulation against one another, by what they mean and by their texts."""

from kabinet.regulation.pack.compare.texts import FileChange, changes
from kabinet.regulation.pack.compare.versions import WHOLE, Difference, compare

__all__ = [
    "WHOLE",
    "Difference",
    "FileChange",
    "changes",
    "compare",
]
