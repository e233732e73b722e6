"""The banner of a declared outage on every page of everybody concerned: since when, until when, what to do meanwhile (U3.4a,
P4.4)."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors import Surroundings
from kabinet.records.versions.vendor_names import regulation
from kabinet.regulation.access import Actor, OrgKind


@dataclass(frozen=True, slots=True)
class OutageBanner:
    """`key` is the outage's; telephone and address are those of whom the reader turns to, empty where nobody is."""

    key: int
    title: str
    words: str
    phone: str
    email: str
    clause: str


def outage_banner(actor: Actor, around: Surroundings, at: datetime, zone: ZoneInfo) -> OutageBanner | None:
    """None while the reader's cabinet is not declared unreachable."""
    away = around.away
    if away is None:
        return None
    title = title_of(away.began_at, away.ends_at, at, zone)
    if actor.kind is OrgKind.CLIENT:
        phone, email = around.partner_phone, around.partner_email
        words = _(
            "Обращение партнёру можно отправить письмом или по телефону: срок пойдёт с часа, когда оно пришло."
        )
        return OutageBanner(away.key, title, words, phone, email, "U3.4a")
    if actor.kind is OrgKind.PARTNER and away.of_vendor:
        words = _(
            "Письма и звонки клиентов вносите в кабинет, когда сможете: срок идёт с часа, когда они пришли."
            " Обращения %(vendor_name_dat)s до восстановления — письмом или по телефону."
        )
        return OutageBanner(away.key, title, words, around.vendor_phone, around.vendor_email, "P4.4")
    if actor.kind is OrgKind.PARTNER:
        words = _(
            "Объявлено для ваших клиентов. Их письма и звонки вносите в кабинет: срок идёт с часа, когда они пришли."
        )
        return OutageBanner(away.key, title, words, "", "", "U3.4a")
    words = _(
        "Партнёры до восстановления пишут и звонят. Письма и звонки вносите в кабинет: срок идёт с часа, когда они пришли."
    )
    return OutageBanner(away.key, title, words, "", "", "P4.4")


def outage_at_entrance(at: datetime) -> OutageBanner | None:
    """For who has not signed in: the vendor's outage that holds now, in the vendor's zone. Needs a transaction."""
    found = doors.everybodys_outage(at)
    if found is None:
        return None
    outage, house = found
    words = _(
        "Клиент может написать партнёру или позвонить ему, партнёр — в %(vendor_name_acc)s: срок пойдёт с часа, когда"
        " обращение пришло."
    )
    title = title_of(outage.began_at, outage.ends_at, at, regulation().zone)
    return OutageBanner(outage.pk, title, words, house.phone, house.email, "U3.4a")


def title_of(began: datetime, ends: datetime | None, at: datetime, zone: ZoneInfo) -> str:
    """«Кабинет недоступен с 10:05, по плану до 12:00»."""
    since = moments.instant(began, at, zone)
    if ends is None:
        return _("Кабинет недоступен с %(since)s.") % {"since": since}
    return _("Кабинет недоступен с %(since)s, по плану до %(until)s.") % {
        "since": since,
        "until": moments.instant(ends, at, zone),
    }
