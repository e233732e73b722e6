"""Who can mend what stands in the way, with a telephone, as far as the reader may know them (L9b, L12b, P2.5, U1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind, Role, Verdict

OF_PARTNER = ("licence_", "contract_", "korp_")
OF_STATUS = frozenset(
    {"partner_without_status", "status_lost", "status_not_begun", "no_status", "only_status", "only_granter"}
)
OF_CERTIFIED = frozenset({"certificate_missing", "certificate_not_begun", "certificate_ended", "not_sender"})
OF_CONTACT = frozenset(
    {
        "not_contact",
        "not_authorised",
        "not_staff",
        "not_administrator",
        "only_systems",
        "only_agreeing",
        "only_webhooks",
        "only_bridges",
    }
    | {"only_papers", "only_certificates", "agreement_sides", "form_sender"}
)
# Whoever of the vendor does it; others are sent to the vendor.
OF_VENDOR = {
    "only_auditor": (Role.AUDITOR,),
    "only_overseer": (Role.AUDITOR, Role.COORDINATOR),
    "only_confirmer": (Role.COORDINATOR, Role.ADMINISTRATOR),
    "only_outage": (Role.COORDINATOR, Role.ADMINISTRATOR),
    "only_paper_confirmer": (Role.COORDINATOR, Role.ADMINISTRATOR),
    **dict.fromkeys(
        (
            *("only_status", "only_granter", "only_groups", "only_publisher", "only_calendar"),
            *("only_letters", "only_sign_in"),
        ),
        (Role.ADMINISTRATOR,),
    ),
}
ROLES = {
    Role.AUDITOR: lazily("проверяющий %(vendor_firm_gen)s"),
    Role.COORDINATOR: lazily("координатор %(vendor_firm_gen)s"),
    Role.ADMINISTRATOR: lazily("администратор %(vendor_firm_gen)s"),
}
MOST = 3


@dataclass(frozen=True, slots=True)
class Mender:
    """A person or an organisation; `about` is why they. With `url` it is the reader: that is where they do it."""

    name: str
    about: str
    phone: str
    url: str = ""


def menders(actor: Actor | None, at: datetime, verdicts: Iterable[Verdict]) -> list[Mender]:
    """For all the verdicts, each once; none where the reader knows nobody who could."""
    if actor is None or not actor.confirmed:
        return []
    found = [each for verdict in verdicts for each in _of(actor, at, verdict.code)]
    return list(dict.fromkeys(found))


def _of(actor: Actor, at: datetime, code: str) -> Iterator[Mender]:
    if code in OF_STATUS and actor.kind is not OrgKind.VENDOR:
        yield from _organisations(doors.organisations(actor, OrgKind.VENDOR), _("статус партнёров"))
    elif code.startswith(OF_PARTNER) and actor.kind is OrgKind.CLIENT:
        around = doors.surroundings(actor, at)
        if around.partner:
            yield Mender(around.partner, _("ваш партнёр"), around.partner_phone)
    elif code in OF_VENDOR:
        yield from _of_vendor(actor, OF_VENDOR[code])
    elif code in OF_CERTIFIED and actor.kind is OrgKind.PARTNER:
        yield from _people(_certified(actor, vendor_day(at)), _("с действующим сертификатом"))
    elif code.removesuffix("_head") in OF_CONTACT:
        if Role.ORGANISATIONAL_CONTACT in actor.roles:
            yield Mender(
                _("Вы сами"), _("контактное лицо по организационным вопросам"), "", reverse("people")
            )
        heads = [each for each in _colleagues(actor) if Role.ORGANISATIONAL_CONTACT in each.roles]
        yield from _people(heads, _("контактное лицо по организационным вопросам"))


def _organisations(rows: Iterable[object], about: str) -> Iterator[Mender]:
    for row in rows:
        yield Mender(row.short_name, about, row.phone)  # type: ignore[attr-defined]


def _people(contacts: Sequence[Contact], about: str) -> Iterator[Mender]:
    for contact in contacts[:MOST]:
        yield Mender(contact.person.name, about, contact.person.phone)


def _of_vendor(actor: Actor, roles: Sequence[Role]) -> Iterator[Mender]:
    """The vendor's people by name for their colleagues, the vendor itself for anybody else."""
    if actor.kind is not OrgKind.VENDOR:
        yield from _organisations(doors.organisations(actor, OrgKind.VENDOR), str(ROLES[roles[0]]))
        return
    for role in roles:
        yield from _people([each for each in _colleagues(actor) if role in each.roles], str(ROLES[role]))


def _colleagues(actor: Actor) -> list[Contact]:
    return [each for each in doors.people(actor, actor.organisation) if each.person.pk != actor.person]


def _certified(actor: Actor, today: date) -> list[Contact]:
    """Authorised employees who can send today."""
    rights = law_of(actor).entitlement
    wanted = rights.certificate if rights else ""
    return [
        each
        for each in _colleagues(actor)
        if Role.AUTHORISED_EMPLOYEE in each.roles
        and any(
            paper.kind == wanted and paper.first_day <= today <= (paper.last_day or date.max)
            for paper in each.certificates
        )
    ]
