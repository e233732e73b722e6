"""Whose token it is, and whom a ticket can be given to."""

from kabinet.api.operation import Call, Reply
from kabinet.api.shapes import Colleagues, Me, Named
from kabinet.records import doors


def read_me(call: Call) -> Reply:
    """What the person is now in the organisation of the token."""
    actor, person = call.actor, doors.person(call.actor)
    organisation = doors.organisation(actor, actor.organisation)
    return Reply(
        Me(
            person=Named(actor.person, actor.name),
            organisation=Named(actor.organisation, organisation.short_name),
            kind=str(actor.kind),
            roles=sorted(actor.roles),
            scopes=sorted(call.token.scopes),
            language=person.language,
            zone=person.zone,
        )
    )


def list_colleagues(call: Call) -> Reply:
    """The support staff of one's own organisation and its group; nobody for a client."""
    found = [Named(each.person.pk, each.person.name) for each in doors.colleagues(call.actor)]
    return Reply(Colleagues(found))
