"""The organisation that an organisational act is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCase:
    """By its `key`, None while it does not matter which. `kind` is client or partner; `partner` who serves the client;
    `sellers` who sold it a licence that is in force or begins later; `organisational_contacts` how many it has, None was not
    asked.
    """

    key: int | None = None
    kind: str | None = None
    partner: int | None = None
    sellers: frozenset[int] = frozenset()
    organisational_contacts: int | None = None


NO_ORGANISATION = OrganisationCase()
