"""The first step of a vendor ticket without a client ticket: whose it is, and where they asked (L11a)."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.third_party_desk import Foreign, draft_of, save_foreign
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import PARTNER
from kabinet.pages.pass_on import foreign
from kabinet.pages.pass_on.foreign_form import ForeignForm
from kabinet.pages.pass_on.typed import Typed
from kabinet.pages.shell import show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.forms import Initial, Sent
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord, OrganisationRecord
from kabinet.records.versions import agreement_in_force, law_of
from kabinet.regulation.access import Act, Actor, OrgKind, may
from kabinet.regulation.legs import LegCode
from kabinet.regulation.working_time import epoch


@page(PARTNER, "GET", "POST")
def start(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The client first, then the rest; sent, it becomes a draft that the organisation shares."""
    verdict = may(actor, Act.DRAFT, doors.case_of(actor, at=at, leg=LegCode.VENDOR), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)
    client = _client(actor, request.POST.get("client") or request.GET.get("client", ""))
    if request.method == "POST" and client is not None:
        return _sent(request, actor, at, client, None)
    return _shown(request, actor, at, client, _form(actor, at, client) if client is not None else None)


@page(PARTNER, "GET", "POST")
def again(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """The same of a draft."""
    if sent := foreign.made(actor, f"D-{draft}"):
        return sent
    row = draft_of(actor, draft)
    if row is None:
        raise doors.Closed
    known = Foreign.of(row.content["foreign"])
    client = doors.system(actor, known.system).client
    if request.method == "POST":
        return _sent(request, actor, at, client, row)
    initial = {**asdict(known), "confirmed": bool(known.client_phone)}
    return _shown(request, actor, at, client, _form(actor, at, client, initial=initial), row)


def _sent(
    request: HttpRequest, actor: Actor, at: datetime, client: OrganisationRecord, row: DraftRecord | None
) -> HttpResponse:
    form = _form(actor, at, client, data=request.POST)
    content = row.content if row else Typed().content()
    by = {"person": actor.person, "name": actor.name}
    mark = request.POST.get("mark", "")[:40]
    return answer_form(
        request,
        form,
        show=partial(_shown, request, actor, at, client, form, row),
        act=lambda: save_foreign(
            actor=actor,
            at=at,
            foreign=form.foreign(),
            content={**content, "by": by, "mark": mark},
            draft=row.pk if row else _twin(actor, mark),
        ),
        done=lambda kept: SeeOther(reverse("pass_on", args=[f"D-{kept.pk}"])),
    )


def _twin(actor: Actor, mark: str) -> int | None:
    """The draft that the same form made a moment ago: a double click makes one."""
    if not mark:
        return None
    mine = doors.drafts(actor, "pass_on").filter(ticket=None, person=actor.person, content__mark=mark)
    return mine.values_list("pk", flat=True).first()


def _client(actor: Actor, sent: str) -> OrganisationRecord | None:
    """The client chosen, of those whom the actor's organisation serves; None while nobody is."""
    if not sent:
        return None
    if not (sent.isascii() and sent.isdigit() and len(sent) < 19):
        raise doors.Closed
    found = doors.organisation(actor, int(sent))
    if found.kind != OrgKind.CLIENT:
        raise doors.Closed
    return found


def _form(
    actor: Actor, at: datetime, client: OrganisationRecord, *, data: Sent = None, initial: Initial = None
) -> ForeignForm:
    today = doors.case_of(actor, client=client.pk, at=at, leg=LegCode.VENDOR).day()
    agreement = agreement_in_force(client.pk, today)
    desk = agreement.third_party_desk if agreement else ""
    return ForeignForm(list(doors.systems(actor, client.pk)), desk, data, initial=initial)


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    client: OrganisationRecord | None,
    form: ForeignForm | None,
    row: DraftRecord | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "client": client,
        "clients": [] if client else list(doors.organisations(actor, OrgKind.CLIENT)),
        "form": form,
        "draft": row,
        "mark": request.POST.get("mark") or f"{actor.person}-{epoch(at)}",
        "begun": _begun(actor),
    }
    return show(request, actor, at, "pass_on/foreign.html", context, here="vendor", status=status)


def _begun(actor: Actor) -> list[tuple[str, str, datetime]]:
    """Drafts of such tickets that wait for somebody with the certificate."""
    rows = doors.drafts(actor, "pass_on").filter(ticket=None, content__has_key="foreign")[:20]
    return [
        (
            reverse("pass_on", args=[f"D-{row.pk}"]),
            f"{row.content['foreign']['desk']}, {row.content['foreign']['number']}",
            row.saved_at,
        )
        for row in rows
    ]
