"""Request Tracker 5 through REST2.

What is said to the one who asked is `correspond`; a `comment` is internal there and is neither read nor written. The subject
of what we say is its mark: the history tells it as the transaction's data, so that a try after a lost answer finds it.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from kabinet.network import client
from kabinet.network.desks import (
    LONGEST_TEXT,
    Away,
    Change,
    Changes,
    Denied,
    ForeignTicket,
    New,
    Place,
    Said,
    What,
)

SECONDS: Final = 30.0
MOST: Final = 2 * 1024 * 1024  # bytes of one answer
PAGE: Final = 100
# Transactions are committed out of the order of their keys: the last minute is read again.
OVERLAP: Final = timedelta(seconds=60)
TOKEN: Final = re.compile(r"\d+-\d+-[0-9a-f]+")
TOLD: Final = "Type,Creator,Created,Data,NewValue,ObjectId"
KINDS: Final = {"Create": What.CREATED, "Correspond": What.SAID, "Status": What.STATUS}
# By itself, while it does what somebody asked: no person's word, and no letter.
ITSELF: Final = "RT_System"
KEY: Final = re.compile(r"[0-9]{1,18}")
Row = Mapping[str, Any]


class RequestTracker:
    """One queue of it, as one account."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def check(self) -> str:
        version = str(self._get("rt").get("Version", ""))
        self._get(f"queue/{quote(self._place.queue, safe='')}")
        self.newest()
        return f"Request Tracker {version}"[:80]

    def newest(self) -> str:
        rows = self._transactions("id > 0", newest_first=True, page=1)
        return _key(rows[0]["id"]) if rows else "0"

    def changes(self, since: str) -> Changes:
        rows = self._transactions(f"id > {_key(since)}")
        found = [change for row in rows if (change := self._change(row)) is not None]
        more = len(rows) >= PAGE
        return Changes(found, _seen(rows, since, more=more), more)

    def read(self, change: Change) -> Said:
        fields = urlencode({"fields": "ContentType,Filename,ContentLength", "per_page": PAGE})
        parts = self._get(f"transaction/{_key(change.key)}/attachments?{fields}").get("items", [])
        names = [str(part["Filename"]) for part in parts if part.get("Filename")]
        for kind in ("text/plain", "text/html"):
            for part in parts:
                if str(part.get("ContentType", "")).startswith(kind) and not part.get("Filename"):
                    return Said(self._text(part), names, tagged=kind == "text/html")
        return Said("", names)

    def ticket(self, key: str) -> ForeignTicket:
        row = self._get(f"ticket/{_key(key)}")
        queue = self._get(f"queue/{_key(row['Queue']['id'])}")
        return ForeignTicket(
            key=_key(key),
            subject=str(row.get("Subject", "")),
            status=str(row.get("Status", "")),
            queue=str(queue.get("Name", "")),
            level=str(row.get("Priority", "")),
            page=f"{self._place.url}/Ticket/Display.html?id={_key(key)}",
        )

    def create(self, new: New) -> str:
        made: dict[str, Any] = {
            "Queue": self._place.queue,
            "Subject": f"{new.subject} {new.mark}",
            "Content": new.text,
            "ContentType": "text/plain",
            "Requestor": self._place.account,
        }
        return _key(self._post("ticket", made | _priority(new.level))["id"])

    def created(self, mark: str) -> str | None:
        asked = f"Subject LIKE {_quoted(mark)}"
        query = urlencode({"query": asked, "fields": "Subject,Creator", "per_page": PAGE})
        for row in self._get(f"tickets?{query}").get("items", []):
            if str(row.get("Subject", "")).endswith(mark) and self._own(row):
                return _key(row["id"])
        return None

    def correspond(self, ticket: str, text: str, mark: str) -> None:
        said = {"Content": text, "ContentType": "text/plain", "Subject": mark}
        self._post(f"ticket/{_key(ticket)}/correspond", said)

    def corresponded(self, ticket: str, mark: str) -> bool:
        rows = self._transactions(f"TicketId = {_key(ticket)}", newest_first=True)
        return any(str(row.get("Data", "")).strip() == mark and self._own(row) for row in rows)

    def set_status(self, ticket: str, status: str) -> None:
        self._asked("PUT", f"ticket/{_key(ticket)}", {"Status": status})

    def _change(self, row: Row) -> Change | None:
        what = KINDS.get(str(row.get("Type", "")))
        if what is None or self._own(row) or (what is not What.STATUS and _author(row) == ITSELF):
            return None
        status = str(row.get("NewValue", ""))[:40] if what is What.STATUS else ""
        at = _instant(str(row.get("Created", "")))
        return Change(_key(row["id"]), _key(row["ObjectId"]), what, _author(row), at, status)

    def _own(self, row: Row) -> bool:
        return _author(row).lower() == self._place.account.lower()

    def _text(self, part: Row) -> str:
        if int(part.get("ContentLength") or 0) > LONGEST_TEXT:
            raise Denied("a message longer than a bridge reads")
        found = self._get(f"attachment/{_key(part['id'])}")
        try:
            return b64decode(str(found.get("Content", ""))).decode("utf-8", "replace")
        except ValueError:
            raise Away("an attachment that is not base64") from None

    def _transactions(self, asked: str, *, newest_first: bool = False, page: int = PAGE) -> list[Row]:
        """Of tickets of the queue, of those kinds alone: a row that the account may not see would make a page look short."""
        kinds = " OR ".join(f"Type = '{kind}'" for kind in KINDS)
        query = f"ObjectType = 'RT::Ticket' AND TicketQueue = {_quoted(self._place.queue)} AND ({kinds}) AND {asked}"
        order = {
            "orderby": "id",
            "order": "DESC" if newest_first else "ASC",
            "per_page": page,
            "fields": TOLD,
        }
        rows = self._get(f"transactions?{urlencode({'query': query, **order})}").get("items", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
            raise Away("an answer that is not one of REST2")
        return rows

    def _get(self, path: str) -> Row:
        return self._asked("GET", path)

    def _post(self, path: str, said: object) -> Row:
        return self._asked("POST", path, said)

    def _asked(self, method: str, path: str, said: object = None) -> Row:
        """What it answers; a list, which it answers to what it has done, as nothing."""
        headers = {"Authorization": self._credentials(), "Accept": "application/json"}
        body = b""
        if said is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(said, ensure_ascii=False).encode()
        try:
            answer = client.ask(
                method,
                f"{self._place.url}/REST/2.0/{path}",
                inside=self._place.inside,
                body=body,
                headers=headers,
                seconds=SECONDS,
                most=MOST,
            )
        except (client.NotAsked, client.NotAnswered) as failed:
            raise Away(failed.reason) from None
        if answer.status >= 500 or answer.status in (401, 429):
            raise Away(f"HTTP {answer.status}")
        found = _read(answer.body)
        if answer.status >= 300:
            raise Denied(f"HTTP {answer.status} {_message(found)}".strip())
        return found if isinstance(found, dict) else {}

    def _credentials(self) -> str:
        """A token as RT makes them, else the account's password."""
        place = self._place
        if TOKEN.fullmatch(place.secret):
            return f"token {place.secret}"
        return f"Basic {b64encode(f'{place.account}:{place.secret}'.encode()).decode()}"


def _quoted(said: str) -> str:
    """As its query language has a text."""
    escaped = said.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _seen(rows: Sequence[Row], since: str, *, more: bool) -> str:
    """The last key that is old enough for nothing to come before it any more. A page that is full and not old enough is
    passed whole, for else nobody would ever see what follows it."""
    if not rows:
        return since
    settled = max(_instant(str(row.get("Created", ""))) for row in rows) - OVERLAP
    old = [int(_key(row["id"])) for row in rows if _instant(str(row.get("Created", ""))) <= settled]
    if more and not old:
        return _key(rows[-1]["id"])
    return str(max([*old, int(since)]))


def _priority(level: str) -> dict[str, Any]:
    return {"Priority": int(level)} if level.isascii() and level.isdecimal() else {}


def _author(row: Row) -> str:
    creator = row.get("Creator")
    return str(creator.get("id", "")) if isinstance(creator, dict) else ""


def _instant(said: str) -> datetime:
    try:
        return datetime.fromisoformat(said).astimezone(UTC)
    except ValueError:
        raise Away("an answer with an instant that is none") from None


def _key(said: object) -> str:
    key = str(said)
    if not KEY.fullmatch(key):
        raise Away("an answer with a key that is none")
    return key


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Away("an answer that is not JSON") from None


def _message(found: object) -> str:
    said = found.get("message", "") if isinstance(found, dict) else ""
    return said[:200] if isinstance(said, str) else ""
