"""The start-up check: whatever somebody may be offered has its words and its page, or Kabinet does not start."""

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver

from kabinet.pages.gate.start_check import addresses

if TYPE_CHECKING:
    from kabinet.pages.tickets.available_acts import Deed
    from kabinet.queries.available_acts import Offer

UNSHOWN, NOWHERE = "kabinet.E002", "kabinet.E003"


@register
def every_offer_has_a_page(**_: object) -> list[CheckMessage]:
    """An error for each act that the law grants, that is offered, and that no page declares."""
    # Not before there is something to check: a process without pages starts without their forms.
    from kabinet.pages.tickets.available_acts import deeds_by_offer
    from kabinet.queries.available_acts import every_offer

    names = {pattern.name for _route, pattern in addresses(get_resolver())}
    return offers_without_a_page(every_offer(), deeds_by_offer(), names)


def offers_without_a_page(
    offers: "Iterable[Offer]", deeds: "Mapping[Offer, Deed]", names: Container[str | None]
) -> list[CheckMessage]:
    """The errors of one table of deeds; `names` are those of the addresses that there are."""
    found: list[CheckMessage] = []
    for offer in sorted(offers):
        if offer not in deeds:
            hint = "Declare an ActPage in kabinet/pages/tickets/acts, or name the act in ELSEWHERE."
            found.append(Error(f"The act {offer.act} is offered and has no page.", hint=hint, id=UNSHOWN))
        elif deeds[offer].page and deeds[offer].page not in names:
            found.append(
                Error(f"{offer.act} leads to {deeds[offer].page!r}, which is no address.", id=NOWHERE)
            )
    return found
