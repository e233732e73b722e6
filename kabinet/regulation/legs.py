"""On which leg a ticket stands, and by which way it came. Rows and TOML have the words as they are here.

A leg is no organisation: "client" the leg lies between client and partner, "client" the kind is one of the two parties on it
(`access.OrgKind`).
"""

from enum import StrEnum


class LegCode(StrEnum):
    """The two legs, each with its own part of the regulation (`pack.leg(code)`)."""

    CLIENT = "client"  # from client to partner: U-…
    VENDOR = "vendor"  # from partner to vendor: V-…


class Channel(StrEnum):
    """By which way a ticket came."""

    CABINET = "cabinet"
    TELEPHONE = "telephone"
    EMAIL = "email"
