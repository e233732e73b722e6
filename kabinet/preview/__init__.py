"""What a file shows of itself before anybody saves it: a picture made anew, the names in an archive, the first lines.

Bytes in, bytes or values out: no Django, no database, no clock. What decodes something that somebody else made runs in a
process of its own (`python -m kabinet.preview`), which sets its own bounds.
"""

from kabinet.preview.kinds import Shown, shown_of
from kabinet.preview.listing import Listing, Member
from kabinet.preview.text import READ, Start, start_of

__all__ = ["READ", "Listing", "Member", "Shown", "Start", "shown_of", "start_of"]
