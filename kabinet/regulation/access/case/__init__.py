"""The case that an act is judged in: all that the law is told, by parts."""

from dataclasses import dataclass
from datetime import date

from kabinet.regulation.access.case.organisation import NO_ORGANISATION, OrganisationCase
from kabinet.regulation.access.case.rights import (
    NO_CLIENT_RIGHTS,
    NO_PARTNER_RIGHTS,
    ClientRights,
    PartnerRights,
)
from kabinet.regulation.access.case.ticket import NO_TICKET, TicketCase
from kabinet.regulation.access.case.typed import Typed
from kabinet.regulation.text import Text, Unlawful


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`ticket` is the one that the act is on, or that would come of it; `organisation` the one that an organisational act is
    about; the rights are the client's and the partner's. Two sorts of None:

    * a right (licence, contract, status, certificate), or an organisation's key, that is None does not exist, and is
      refused;
    * an input that is None was not asked for yet, and is not judged: as long as `typed` is None nothing of the act was
      typed. So a page can ask whether to show the act, and the act asks again with what was typed.

    Every part is there: of one that nobody asked for nothing is known. `typed` is of the class that the act declares.
    `today` is the day in the zone of the agreement (client leg) or of the vendor (vendor leg). Intervals are inclusive.
    Of what is written down later `today` and the rights are those of the instant when it was done, and `written_on` is the
    day of the writing.
    """

    today: date | None = None
    written_on: date | None = None
    ticket: TicketCase = NO_TICKET
    client_rights: ClientRights = NO_CLIENT_RIGHTS
    partner_rights: PartnerRights = NO_PARTNER_RIGHTS
    organisation: OrganisationCase = NO_ORGANISATION
    typed: Typed | None = None

    def day(self) -> date:
        """Today; Unlawful when the caller forgot it, because rights have days."""
        if self.today is None:
            raise Unlawful(Text("не сказано, какой сегодня день", "today is not given"))
        return self.today
