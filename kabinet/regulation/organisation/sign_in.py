"""How people sign in by passwords of this installation: of which roles a second factor is demanded, and whom they let in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from kabinet.regulation.access.actor import OrgKind, Role
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS, ROLES_OF
from kabinet.regulation.text import Text

NOBODY: Final = Text("никого", "nobody")
PARTIES: Final[Mapping[OrgKind, Text]] = {
    OrgKind.CLIENT: Text("клиент", "client"),
    OrgKind.PARTNER: Text("партнёр", "partner"),
    OrgKind.VENDOR: Text("вендор", "vendor"),
}


class PartyRole(NamedTuple):
    """A role of one party: an engineer of a partner and one of the vendor are two."""

    kind: OrgKind
    role: Role


# In the order in which a form names them.
EVERY_ROLE: Final = tuple(PartyRole(kind, role) for kind in OrgKind for role in ROLES_OF[kind])


def roles_said(roles: Collection[PartyRole]) -> Text:
    """«партнёр: Инженер, Координатор; …» in both languages; NOBODY for none."""
    parts = [
        (
            PARTIES[kind],
            [ROLE_WORDS[role].title for each, role in EVERY_ROLE if each is kind and (kind, role) in roles],
        )
        for kind in OrgKind
    ]
    said = [(party, titles) for party, titles in parts if titles]
    if not said:
        return NOBODY
    return Text(
        "; ".join(f"{party.ru}: {', '.join(title.ru for title in titles)}" for party, titles in said),
        "; ".join(f"{party.en}: {', '.join(title.en for title in titles)}" for party, titles in said),
    )


# An emergency is over by then, or the door is opened anew, with a new reason.
MOST_HOURS: Final = 72


@dataclass(frozen=True, slots=True)
class LocalSignIn:
    """Whether passwords of this installation let in: `closed`, but for the roles `kept` and while a door is open `until`
    then."""

    closed: bool
    kept: frozenset[PartyRole] = frozenset()
    until: datetime | None = None

    def in_emergency(self, at: datetime) -> bool:
        """Whether a door stands open at `at`: nobody has to close it."""
        return self.until is not None and at < self.until

    def open_to_all(self, at: datetime) -> bool:
        """Whether a password is enough whoever has it."""
        return not self.closed or self.in_emergency(at)

    def open_to(self, roles: Collection[PartyRole], at: datetime) -> bool:
        """Whether it is for somebody with these roles."""
        return self.open_to_all(at) or bool(self.kept.intersection(roles))
