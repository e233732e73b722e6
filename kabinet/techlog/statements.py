"""A statement of the database as one of its kind: values, parameters and their tail cut, temporary tables alike."""

import re
from hashlib import blake2b

from kabinet.techlog.bounds import MOST_VALUE
from kabinet.techlog.masking import cut

# The values follow the text, a line each: `p_0: 'x'::mvarchar`.
_TAIL = re.compile(r"(?:^|[\r\n])\s{0,8}p_\d{1,5}: ")
_QUOTED = re.compile(r"N?'[^']*(?:''[^']*)*'(?:::\w{1,40})?")
_OPEN_QUOTE = re.compile(r"N?'[^']*\Z")
_VALUES = re.compile(
    r"\b0x[0-9a-fA-F]+\b|@P\d+|\$\d{1,5}\b|\bp_\d{1,5}\b|(?<![\w.])-?\d+(?:\.\d+)?(?:::\w{1,40})?(?!\w)"
)
_TEMPORARY = re.compile(r"(?i)#?\btt\d+\b")
_SPACE = re.compile(r"\s+")
_LIST = re.compile(r"\?(?: ?, ?\?)+")
_ROWS = re.compile(r"\(\?…\)(?: ?, ?\(\?…\))+")


def normalise(sql: str) -> str:
    """Equal for statements that differ in values alone; at most some hundred signs are shown."""
    sql = sql[:MOST_VALUE]
    if found := _TAIL.search(sql):
        sql = sql[: found.start()]
    sql = _OPEN_QUOTE.sub("?", _QUOTED.sub("?", sql))
    sql = _TEMPORARY.sub("#tt", _VALUES.sub("?", sql))
    return _ROWS.sub("(?…)", _LIST.sub("?…", _SPACE.sub(" ", sql))).strip()


def shown(statement: str) -> str:
    """What is kept of it to be read; its end is what differs in long ones."""
    return cut(statement, 700)


def digest(statement: str) -> bytes:
    """By which equal ones are known."""
    return blake2b(statement.encode(errors="replace"), digest_size=16).digest()
