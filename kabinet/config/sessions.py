"""Sessions in the database, as Django keeps them; only looking one up, which every request does, is asked the short way."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from kabinet.records.fast.prepared import ask

LIVE = "SELECT session_data FROM django_session WHERE session_key = %(key)s::text AND expire_date > %(now)s::timestamptz"


class SessionStore(db.SessionStore):
    """Named in SESSION_ENGINE."""

    def _get_session_from_db(self) -> Any:
        key = self.session_key or ""
        found = ask(LIVE, {"key": key, "now": timezone.now()}) if "\0" not in key else []
        if found:
            return self.model(session_key=key, session_data=found[0][0])
        self._session_key = None
        return None
