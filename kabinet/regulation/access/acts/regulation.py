"""The regulation itself, the calendar, the cabinet."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import OutageTimes
from kabinet.regulation.access.checks import life, paper
from kabinet.regulation.access.declared import of_organisation
from kabinet.regulation.access.granted import (
    PARTNER_HEADS,
    PARTNER_LEADS,
    VENDOR_ADMINISTRATORS,
    VENDOR_CONFIRMERS,
)

DECLARED = (
    of_organisation(Act.PUBLISH_REGULATION, VENDOR_ADMINISTRATORS, denial="only_publisher"),
    of_organisation(Act.ADOPT_REGULATION, PARTNER_HEADS, denial="only_adopter"),
    of_organisation(Act.PUBLISH_CALENDAR, VENDOR_ADMINISTRATORS, denial="only_calendar"),
    of_organisation(Act.APPLY_CALENDAR, VENDOR_ADMINISTRATORS, denial="only_calendar"),
    # For whom letters stand in for the cabinet: the vendor says it of everybody, a partner of its own desk (U3.4a, P4.4).
    of_organisation(
        Act.DECLARE_OUTAGE,
        VENDOR_CONFIRMERS,
        PARTNER_LEADS,
        denial="only_outage",
        typed=OutageTimes,
        demands=(paper.own_outage, life.backdating),
    ),
    of_organisation(Act.KEEP_LETTERS, VENDOR_ADMINISTRATORS, denial="only_letters"),
    of_organisation(Act.KEEP_SIGN_IN, VENDOR_ADMINISTRATORS, denial="only_sign_in"),
    # L10: nobody.
    of_organisation(Act.SWITCH_OFF_CABINET, denial="cabinet_stays"),
)
