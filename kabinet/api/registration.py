"""A ticket is registered: by a client for itself, by a partner who writes down a call or a letter of its client."""

from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.tickets.uploads.place import FIELD
from kabinet.api import form_shapes, taken
from kabinet.api.acts import done, terms
from kabinet.api.operation import Call, Reply
from kabinet.api.said import say
from kabinet.api.shapes import Named
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord, TicketRecord
from kabinet.records.versions import day_of, law_of
from kabinet.regulation.access import OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import offered


def read_form(call: Call) -> Reply:
    """What is asked today: the questions about symptoms, the fields and the values of choices."""
    pack = law_of(call.actor)
    leg = pack.leg(LegCode.CLIENT)
    questions = [
        form_shapes.Question(
            code=each.code,
            text=say(each.text),
            required=each.required,
            asked_when=dict(each.asked_when or {}),
            choices=[form_shapes.Option(choice.code, say(choice.name)) for choice in each.choices],
        )
        for each in leg.symptoms
    ]
    fields = [
        form_shapes.Field(
            code=each.code,
            label=say(each.label),
            need=str(each.need),
            widget=str(each.widget),
            clause=each.clause,
            choices=[form_shapes.Option(option.code, say(option.name)) for option in offered(each, leg)],
        )
        for each in leg.form
    ]
    return Reply(form_shapes.Form(pack.number, _systems(call), questions, fields))


def register(call: Call) -> Reply:
    """Everything that is missing is named at once, and so is everything that stands against it."""
    return done(call, None, lambda: _registered(call, call.sent(taken.Registration)))


def _registered(call: Call, sent: taken.Registration) -> TicketRecord:
    called = sent.called
    return register_ticket(
        actor=call.actor,
        at=call.at,
        system=sent.system,
        values={**sent.values, FIELD: "yes"} if sent.place else sent.values,
        symptoms=sent.symptoms,
        chosen_level=sent.chosen_level,
        critical=terms(sent.critical),
        service=sent.service,
        impact=sent.impact,
        subject=sent.subject,
        files=sent.files,
        contact=sent.contact,
        called=Called(called.contact, called.occurred_at, called.reason, called.channel) if called else None,
    )


def _served(call: Call) -> list[OrganisationRecord]:
    return doors.served(call.actor, call.actor.organisation, day_of(call.actor, call.at))


def _systems(call: Call) -> list[form_shapes.System]:
    actor = call.actor
    if actor.kind is OrgKind.CLIENT:
        rows = doors.systems(actor, actor.organisation).select_related("client")
    elif actor.kind is OrgKind.PARTNER:
        rows = doors.systems_of(actor, [each.pk for each in _served(call)]).select_related("client")
    else:
        return []
    return [
        form_shapes.System(each.pk, each.name, Named(each.client_id, each.client.short_name), each.production)
        for each in rows
    ]
