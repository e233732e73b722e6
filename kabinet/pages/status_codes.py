"""The statuses that pages answer with and name.

A form that cannot be taken comes back with all that was typed; one that somebody else overtook, with what they did.
"""

from http import HTTPStatus

UNPROCESSABLE, CONFLICT, FORBIDDEN = (
    int(each) for each in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN)
)
