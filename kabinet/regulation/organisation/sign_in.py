"""How people sign in by passwords of this installation: of which roles a second factor is demanded."""

from collections.abc import Collection, Mapping
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
