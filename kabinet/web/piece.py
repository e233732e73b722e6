"""What a request that brings a piece of a file knows beside its headers, in its environment (config/serving/pieces.py)."""

from typing import Final

# Who sends: a mark of this one body, under which all its pieces hold the upload.
HOLDER: Final = "kabinet.holder"
# Whether further pieces of the same body follow.
MORE: Final = "kabinet.more"
# How long the whole body says it is.
CLAIMED: Final = "kabinet.claimed"
# A body with a checksum is taken in one piece, of so many bytes at most.
CHECKSUM: Final = "HTTP_UPLOAD_CHECKSUM"
WHOLE: Final = 32 * 2**20
