"""Every operation of API v1, a line each. What stands here is served, stands in the document and is tried by the tests."""

from collections.abc import Mapping
from itertools import groupby

from kabinet.api.operation import Operation
from kabinet.api.table import desk, ending, levels, offices, reads, talk, vendor

OPERATIONS = (
    *(*reads.READ, *offices.READ, reads.SEND_FILE),
    *(*talk.ACTS, *desk.ACTS, *levels.ACTS, *vendor.ACTS, *ending.ACTS),
)


def by_path() -> Mapping[str, Mapping[str, Operation]]:
    """The operations of each address, by method."""
    ordered = sorted(OPERATIONS, key=lambda each: (each.path, each.method))
    return {
        path: {each.method: each for each in found}
        for path, found in groupby(ordered, key=lambda each: each.path)
    }
