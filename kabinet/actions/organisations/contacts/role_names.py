"""Rights in words for histories and notices."""

from collections.abc import Iterable

from kabinet.regulation.access import Role
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS


def said(roles: Iterable[Role | str]) -> dict[str, str]:
    """ "{ru, en}" of several rights; a dash for none."""
    titles = [ROLE_WORDS[Role(role)].title for role in roles]
    return {"ru": _listed(title.ru for title in titles), "en": _listed(title.en for title in titles)}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(word[:1].lower() + word[1:] for word in words) or "—"
