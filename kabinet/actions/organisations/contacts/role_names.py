"""Rights in words for histories and notices."""

from collections.abc import Iterable

from kabinet.regulation.access import Role

SAID = {
    Role.ORGANISATIONAL_CONTACT: ("контактное лицо по организационным вопросам", "organisational contact"),
    Role.AUTHORISED_PERSON: ("уполномоченное лицо", "authorised person"),
    Role.VIEWER: ("просмотр", "reads only"),
    Role.AUTHORISED_EMPLOYEE: ("уполномоченный сотрудник", "authorised employee"),
    Role.ENGINEER: ("инженер", "engineer"),
    Role.COORDINATOR: ("координатор", "coordinator"),
    Role.AUDITOR: ("аудитор", "auditor"),
    Role.ADMINISTRATOR: ("администратор системы", "system administrator"),
}


def said(roles: Iterable[Role | str]) -> dict[str, str]:
    """ "{ru, en}" of several rights; a dash for none."""
    words = [SAID[Role(role)] for role in roles]
    return {"ru": ", ".join(ru for ru, _ in words) or "—", "en": ", ".join(en for _, en in words) or "—"}
