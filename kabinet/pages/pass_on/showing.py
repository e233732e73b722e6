"""What the templates of the page are given."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.tickets.drafts.attach import largest
from kabinet.actions.unit.errors import Conflict
from kabinet.pages.pass_on import checks, forwarded, items, senders, sources
from kabinet.pages.pass_on.checks import SENDER
from kabinet.pages.pass_on.document import Document, Told, document, promises, spoken
from kabinet.pages.pass_on.form import form_of, named_key
from kabinet.pages.pass_on.prepared import Prepared
from kabinet.pages.pass_on.typed import PERSON, PHONE, WAS
from kabinet.pages.ui import amounts, deadlines, moments
from kabinet.records import doors
from kabinet.regulation.access import Verdict
from kabinet.regulation.ticket import completeness


def preview(shown: Prepared, zone: ZoneInfo, found: forwarded.Carried | None = None) -> dict[str, Any]:
    """What changes while somebody types: the document, the heads of the items, what is left to do."""
    found = found or forwarded.carried(shown)
    heads = items.items(shown)
    return {
        "shown": shown,
        "number": shown.number,
        "foreign": shown.foreign,
        "back": back(shown),
        "document": paper(shown, found, zone),
        "unseen": list(forwarded.unseen(found, shown)),
        "items": heads,
        "counts": items.counts(heads),
        "left": left(shown),
        "can_be_sent": shown.can_be_sent,
        "colleagues": senders.senders(shown) if senders.needed(shown) else [],
        "needs_colleague": senders.needed(shown),
        "promise": deadlines.instant(
            shown.found.reaction.at,
            shown.at,
            deadlines.Zones(ZoneInfo(shown.found.leg.terms.hours.zone), zone),
        ),
        "zone": zone,
        "checks": checks.checks(shown),
        "refusals": refusals(shown),
        "notice": refusal(shown.found.notice) if shown.found.notice else None,
        "contradicts": contradicts(shown),
        "level": shown.level,
        "parties": f"{shown.found.ticket.client_name} · {shown.found.ticket.system_name}",
    }


def follows(request: HttpRequest, shown: Prepared) -> dict[str, Any]:
    """The telephone of the partner's contact just chosen, which the page shows at once."""
    named = named_key(shown)
    return (
        {}
        if request.POST.get(WAS, "") == named
        else {"phone": form_of(shown, tried=False)[PHONE], "named": named}
    )


def contradicts(shown: Prepared) -> str:
    """The stated impact against the level asked for (U6b); it keeps nothing back."""
    passing = shown.found
    if not completeness.contradiction(passing.leg, str(passing.values.get("impact", "")), shown.level):
        return ""
    return _("Влияние на бизнес не соответствует уровню %(level)s") % {"level": shown.level}


def whole(shown: Prepared, zone: ZoneInfo, *, tried: bool, more: bool = False) -> dict[str, Any]:
    """The page."""
    form = form_of(shown, tried=tried or shown.draft is not None)
    found = forwarded.carried(shown)
    return preview(shown, zone, found) | {
        "form": form,
        "phone": form[PHONE],
        "named": named_key(shown),
        "items": items.items(shown, form),
        "tried": tried,
        "judged": shown.found.judged_level,
        "promised": promised(shown),
        "rows": sources.rows(shown.typed.sources, more),
        "kinds": sources.KINDS.items(),
        "talk": forwarded.messages(found, shown, zone),
        "attached": forwarded.files(found, shown),
        "largest": amounts.size(largest(shown.actor)),
        "small": largest(shown.actor),
        "waiting": [forwarded.file_line(row) for row in found.waiting],
        "saved": saved(shown, zone),
        "version": shown.found.ticket.version,
    }


def back(shown: Prepared) -> str:
    """To the client's ticket, or to what was said of the one in another desk."""
    if shown.foreign is not None and shown.draft is not None:
        return reverse("foreign_again", args=[shown.draft.pk])
    return reverse("ticket", args=[shown.number])


def paper(shown: Prepared, found: forwarded.Carried, zone: ZoneInfo) -> Document:
    """Exactly what the vendor will see."""
    passing = shown.found
    told = Told(
        leg=passing.leg,
        values=passing.values,
        known=shown.known.values,
        level=passing.level if passing.notice else shown.level,
        level_note=note(shown),
        sender=seller(shown),
        missing=frozenset(gap.field for gap in passing.missing),
        promises=promised(shown),
    )
    return document(told, forwarded.quotes(shown, zone), forwarded.attached(found, shown))


def seller(shown: Prepared) -> str:
    """In whose name the ticket goes, whoever of the group sends it (P2.6). Another partner's licence is refused anyway."""
    key, ours = shown.found.case.client_rights.licence.seller, shown.actor.group | {shown.actor.organisation}
    return str(doors.organisation(shown.actor, key if key in ours else shown.found.ticket.partner_id).name)


def note(shown: Prepared) -> str | None:
    """Why the level is not the client's; None while nobody has said it."""
    asked = shown.typed.level and shown.foreign is None
    return (shown.typed.level_reason or None) if asked else ""


def promised(shown: Prepared) -> dict[str, str]:
    """Who promised to be reachable while the ticket is critical (P5d)."""
    typed = shown.typed
    ours = {"name": shown.actor.name, "phone": typed.phone} if typed.critical.confirmed else {}
    return promises(shown.found.sheet.critical, ours)


def refusals(shown: Prepared) -> list[dict[str, str | None]]:
    """Everything that stands against it; that somebody else has to send it is said at the button."""
    return [refusal(verdict) for verdict in shown.found.verdicts if verdict.code not in SENDER]


def meanwhile(conflict: Conflict) -> list[tuple[str, str, datetime]]:
    """Who did what and when while the page was open."""
    return [(entry.actor_name, spoken(entry.sentence), entry.occurred_at) for entry in conflict.entries]


def left(shown: Prepared) -> list[str]:
    """What has to be done before it can be sent."""
    fault = shown.found.named.fault
    said = [each.verdict.remedy for each in shown.faults] + ([fault.remedy] if fault else [])
    said += [gap.text for gap in shown.found.missing if not (fault and gap.field == PERSON)]
    return [words[:1].lower() + words[1:] for words in map(spoken, said)]


def saved(shown: Prepared, zone: ZoneInfo) -> dict[str, str]:
    """When the draft was kept and by whom, unless it was the reader."""
    if shown.draft is None:
        return {"at": "", "by": "", "stamp": ""}
    by = shown.draft.content.get("by", {})
    return {
        "at": moments.instant(shown.draft.saved_at, shown.at, zone),
        "by": "" if by.get("person") == shown.actor.person else str(by.get("name", "")),
        "stamp": shown.draft.saved_at.isoformat(),
    }


def refusal(verdict: Verdict) -> dict[str, str | None]:
    """Why not, what can be done, and the clause."""
    return {"reason": spoken(verdict.reason), "remedy": spoken(verdict.remedy), "clause": verdict.clause}
