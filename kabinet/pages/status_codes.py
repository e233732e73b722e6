"""The statuses that pages answer with and name.

A form that cannot be taken comes back with all that was typed; one that somebody else overtook, with what they did.
"""

from http import HTTPStatus

BAD_REQUEST, UNPROCESSABLE, CONFLICT, FORBIDDEN, TOO_LARGE, TOO_MANY, UNAVAILABLE = (
    int(each)
    for each in (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.CONFLICT,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
)
