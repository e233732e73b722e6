"""Keys of papers for the table of addresses, by words: "status of kontur", "certificate of zhdanov", "system erp" …"""

from collections.abc import Callable, Mapping

from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast

LOOKS: Mapping[str, Callable[[Cast, str], int]] = {
    "system ": lambda cast, name: cast.system[name],
    "licence of ": lambda cast, name: cast.licence[name],
    "status of ": lambda cast, name: models.PartnerStatus.objects.get(partner=cast.partner[name]).pk,
    "certificate of ": lambda cast, name: models.Certificate.objects.get(person=cast.person[name]).pk,
    "group of ": lambda cast, name: models.GroupMember.objects.get(partner=cast.partner[name]).group_id,
    "member ": lambda cast, name: models.GroupMember.objects.get(partner=cast.partner[name]).pk,
}


def key_of(thing: str, cast: Cast) -> str | None:
    """The key as it stands in an address; None for words that mean something else."""
    for words, look in LOOKS.items():
        if thing.startswith(words):
            with transaction.atomic(), as_system("an address of the tests"):
                return str(look(cast, thing.removeprefix(words)))
    return None
