"""What the form of registration asks, as types."""

from msgspec import Struct

from kabinet.api.shapes import Named


class Option(Struct):
    """One of the values that a field offers."""

    code: str
    name: str


class Field(Struct):
    """A field of the form of registration."""

    code: str
    label: str
    need: str
    widget: str
    clause: str
    choices: list[Option]


class Question(Struct):
    """A question about symptoms; without choices it is answered by true or false."""

    code: str
    text: str
    required: bool
    asked_when: dict[str, str | bool]
    choices: list[Option]


class System(Struct):
    """An installation for which a ticket can be registered."""

    key: int
    name: str
    client: Named
    production: bool


class Form(Struct):
    """What a registration asks."""

    regulation: str
    systems: list[System]
    questions: list[Question]
    fields: list[Field]
