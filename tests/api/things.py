"""A body for every act of the API."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.cast import Cast
from tests.desk import SYMPTOMS, VALUES

BODIES: Mapping[str, Callable[[Cast], dict[str, Any]]] = {
    "registerTicket": lambda cast: {
        "system": cast.system["erp"],
        "symptoms": SYMPTOMS[3],
        "values": VALUES,
        "service": "problem",
        "impact": "minor",
    },
    "writeMessage": lambda cast: {"text": "Сказано программой", "audience": "public"},
    "takeTicket": lambda cast: {},
    "assignTicket": lambda cast: {"assignee": cast.person["zhdanov"]},
    "acceptSolution": lambda cast: {},
    "declineSolution": lambda cast: {"reason": "Не помогло"},
    "closeTicket": lambda cast: {"reason": "Молчание"},
    "withdrawTicket": lambda cast: {"reason": "Не нужно"},
    "reopenTicket": lambda cast: {"reason": "Снова"},
    "refuseTicket": lambda cast: {"reason": "development", "text": "Разработка"},
    "objectToRefusal": lambda cast: {"text": "Не согласны"},
    "answerObjection": lambda cast: {"upheld": True, "text": "Согласны"},
    "agreePlan": lambda cast: {},
    "refusePlan": lambda cast: {"reasons": "Не подходит"},
}
