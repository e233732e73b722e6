"""What is known about the case that an act is judged in."""

from dataclasses import dataclass
from datetime import date

from kabinet.regulation.organisation.work_days import Days
from kabinet.regulation.text import Text, Unlawful

Held = tuple[
    str, date | None, date | None
]  # kind or level, first day, last day; both inclusive, None is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The facts of a case. Two sorts of None:

    * a right (licence, contract, status, certificate, an organisation's id) that is None does not exist, and
      is refused;
    * an input (reason, level, missing …) that is None was not asked for yet, and is not judged: so a page can
      ask whether to show the act, and the act asks again with what was typed.

    `today` is the day in the zone of the agreement (client leg) or in Moscow (vendor leg). Intervals are
    inclusive.
    """

    today: date | None = None
    # the ticket
    ticket: int | None = None  # its key
    leg: str | None = None
    status: str | None = None
    level: int | None = None
    judged_level: int | None = None  # what the symptoms come to; None is not judged
    client: int | None = None
    partner: int | None = None
    agreement: int | None = None  # the one in force, by its key
    assignee: int | None = None
    production: bool | None = None
    terms_confirmed: bool | None = None
    told: frozenset[str] | None = (
        None  # contact, author, head: who is still a confirmed contact of the side that asks
    )
    child_open: bool = False  # a vendor ticket opened from this one is still open
    ended_on: date | None = None
    # rights of the client
    licence_first_day: date | None = None
    licence_last_day: date | None = None
    licence_seller: int | None = None
    licence_delivery: str | None = None  # number of the main corporate delivery: the KORP licences themselves
    contract: Held | None = None  # support contract: level, first and last day
    # rights of the partner: the best status of its group (L13), the certificate of the person
    partner_status: Held | None = None
    partner_days: Days = ()  # all the days on which the partner may work on tickets, its group's statuses counted
    partner_group: frozenset[int] = frozenset()
    certificate_first_day: date | None = None
    certificate_last_day: date | None = None
    # what is typed with the act
    to_level: int | None = None
    reason_given: bool | None = None
    into: tuple[str, int] | None = None  # status and level of the ticket in which a duplicate goes on
    word: int | None = None  # the row that is named as the applicant's word
    refusal: str | None = None  # code of a lawful reason
    evidence: bool | None = None
    cases: frozenset[str] | None = None  # return cases ticked
    missing: frozenset[str] | None = None  # codes of required fields that are empty
    contact_authorised: bool | None = None  # the contact in whose name staff register (a telephone call)
    channel: str = "cabinet"  # cabinet | email | telephone
    outage: bool = False  # the vendor has declared that the cabinet is down
    foreign_desk: bool | None = (
        None  # a vendor ticket without a client ticket names client, foreign desk and number
    )
    backdated_hours: float | None = None
    asks: bool = False  # the call puts a question
    foreign_agreed: bool | None = None  # the agreement names that desk, or it is said why the ticket is there
    joint: bool = False  # what is said is for the client's participants as well (P5c)
    widens: tuple[str, str] | None = None  # the audience of a message as it is, and as it would be
    own_words: bool | None = None  # whether the actor's side wrote the message
    participant: int | None = None  # whose participation ends
    # since when the applicant is silent, and what they said
    silence_ends: Text | None = None  # when the days are over, in words; None where nothing awaits a word
    silence_over: bool = True
    words: frozenset[int] | None = None  # the rows that can be named; None was not asked
    claims: frozenset[int] = frozenset()  # calls written down late that wait to be confirmed or denied
    claim: int | None = None  # which of them is answered
    # a plan, a proposal
    plan_open: bool = False
    plan_overdue: bool = False
    plan_due: Text | None = None  # until when it is to be answered, in words
    recovered: bool | None = None
    proposal_open: bool = False
    proposed_level: int | None = None
    objection_answered: bool = False  # the refusal was objected to, and stands
    # the organisation that an organisational act is about
    subject: int | None = None
    subject_kind: str | None = None  # client | partner
    subject_partner: int | None = None  # who serves the client
    subject_sellers: frozenset[int] = frozenset()  # who sold it a licence that is in force or begins later
    organisational_contacts: int | None = None
    by_form: bool = False

    def day(self) -> date:
        """Today; Unlawful when the caller forgot it, because rights have days."""
        if self.today is None:
            raise Unlawful(Text("не сказано, какой сегодня день", "today is not given"))
        return self.today
