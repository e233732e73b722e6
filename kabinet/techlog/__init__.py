"""What a technological log says, in short: bytes of a file or an archive in, a `Summary` out.

It knows no Django, no database, no ticket and no clock; `kabinet/techlog/__main__.py` runs it in a process of its own, for
whatever it reads was made by somebody else.
"""

from kabinet.techlog.bounds import Bounds
from kabinet.techlog.reading import looks_like_log, read_log
from kabinet.techlog.summary import Summary

__all__ = ["Bounds", "Summary", "looks_like_log", "read_log"]
