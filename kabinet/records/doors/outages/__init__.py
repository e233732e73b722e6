"""Declared outages of the cabinet (U3.4a, P4.4): those that concern the reader, and whether one held at an instant."""

from kabinet.records.doors.outages.concerning import (
    outage,
    outage_entries,
    outages,
    taken_during,
    tickets_during,
)
from kabinet.records.doors.outages.holding import everybodys_outage, outage_at, vendor_reached

__all__ = [
    "everybodys_outage",
    "outage",
    "outage_at",
    "outage_entries",
    "outages",
    "taken_during",
    "tickets_during",
    "vendor_reached",
]
