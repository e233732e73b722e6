"""Rights in words for histories and notices."""

from collections.abc import Iterable

from kabinet.regulation.access import Role
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS
from kabinet.regulation.text import Text


def said(roles: Iterable[Role | str]) -> Text:
    """Several rights; a dash for none."""
    titles = [ROLE_WORDS[Role(role)].title for role in roles]
    return Text(_listed(title.ru for title in titles), _listed(title.en for title in titles))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(word[:1].lower() + word[1:] for word in words) or "—"
