"""Whose tickets they are and who wrote in them, as far as this desk knows: clients, partners, registered people.

Needs the whole reach. Answers are kept: a million tickets are of a few organisations, and of some thousand people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Author, Faulty
from kabinet.records.models import Agreement, Licence, Membership, Organisation, Person
from kabinet.regulation.access import OrgKind


@dataclass(frozen=True, slots=True)
class Parties:
    """The client and the partner who read a ticket."""

    client: Organisation
    partner: Organisation


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody who is registered here, and where they work or worked."""

    key: int
    name: str
    organisations: frozenset[int]


@dataclass
class Directory:
    """What the mapping names, looked up once."""

    mapping: ImportMapping
    _parties: dict[str, Parties | str] = field(default_factory=dict)

    def parties(self, said: str) -> Parties:
        """Of a ticket whose data name this client. Faulty where the mapping or the records know none."""
        named = self.mapping.clients.get(said) or self.mapping.client
        if not named:
            raise Faulty(f"the mapping says nothing of the client {said[:80]!r}")
        if named not in self._parties:
            try:
                self._parties[named] = self._found(named)
            except Faulty as fault:
                self._parties[named] = str(fault)
        found = self._parties[named]
        if isinstance(found, str):
            raise Faulty(found)
        return found

    def person(self, author: Author, parties: Parties) -> Registered | None:
        """Whom of the two parties is meant: by the mapping, or by an address that is theirs here. Nobody else is ever meant,
        whatever a mapping says: the name of a third organisation's person is not put under a word."""
        address = author.address.casefold()
        login = self.mapping.people.get(address) or self.mapping.people.get(author.name.casefold(), "")
        found = self._people.get(login.casefold() if login else address)
        mine = {parties.client.pk, parties.partner.pk}
        return found if found is not None and found.organisations & mine else None

    @cached_property
    def _people(self) -> Mapping[str, Registered]:
        """Everybody by login, and by an e-mail that is one person's only."""
        houses: dict[int, set[int]] = {}
        for person, organisation in Membership.objects.values_list("person", "organisation").iterator():
            houses.setdefault(person, set()).add(organisation)
        by_mail: dict[str, list[Registered]] = {}
        found: dict[str, Registered] = {}
        for key, name, login, email in Person.objects.values_list("pk", "name", "login", "email").iterator():
            one = Registered(key, name, frozenset(houses.get(key, ())))
            found[login.casefold()] = one
            if email:
                by_mail.setdefault(email.casefold(), []).append(one)
        return {mail: people[0] for mail, people in by_mail.items() if len(people) == 1} | found

    def _found(self, named: str) -> Parties:
        client = _client(named)
        if client is None:
            raise Faulty(f"no client here has the INN or the licence {named[:40]!r}")
        if not self.mapping.partner:
            agreement = (
                Agreement.objects.filter(client=client)
                .select_related("partner")
                .order_by("-first_day")
                .first()
            )
            if agreement is None:
                raise Faulty(
                    f"{client.short_name} has no agreement with a partner: say partner in the mapping"
                )
            return Parties(client, agreement.partner)
        partner = Organisation.objects.filter(kind=OrgKind.PARTNER, inn=self.mapping.partner).first()
        if partner is None:
            raise Faulty(f"no partner here has the INN {self.mapping.partner[:40]!r}")
        agreed = Agreement.objects.filter(client=client, partner=partner).exists()
        if not agreed and not Licence.objects.filter(client=client, seller=partner).exists():
            raise Faulty(f"{partner.short_name} neither serves {client.short_name} nor sold it a licence")
        return Parties(client, partner)


def _client(named: str) -> Organisation | None:
    licence = Licence.objects.select_related("client").filter(number=named, pending=False).first()
    if licence is not None:
        return licence.client
    return Organisation.objects.filter(kind=OrgKind.CLIENT, inn=named).first()
