"""What keeps one from going on to the second step."""

from django.utils.translation import gettext as _

from kabinet.pages.registration.law_words import say
from kabinet.pages.registration.level.form import LevelForm
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.registration.level.result import open_questions
from kabinet.pages.registration.parsing import name
from kabinet.pages.ui import phones


def faulty(form: LevelForm, found: Judged, *, terms_shown: bool) -> bool:
    """Puts every fault beside its field; whether there is any."""
    form.full_clean()
    if found.typed.system is None:
        form.add_error("system", _("Выберите систему, с которой что-то случилось"))
    for question in open_questions(found):
        words = _("Выберите, что происходит") if question.choices else _("Ответьте «да» или «нет»")
        form.add_error(name(question), words)
    if found.asks_terms:
        _terms(form, found, terms_shown)
    if found.against:
        form.add_error("chosen_level", f"{say(found.against.reason)}. {say(found.against.remedy)}.")
    return bool(form.errors)


def _terms(form: LevelForm, found: Judged, shown: bool) -> None:
    """The promises are read before one goes on without them (U4c, U4e); a number that was given can be called."""
    if not shown:
        form.add_error(None, _("Подтвердите условия критического обращения или продолжайте без них"))
    promised = found.typed.reachable or found.typed.within_hour
    if promised and not phones.valid(found.typed.phone):
        form.add_error("phone", _("По такому номеру не позвонить. Например, +7 900 000-41-17"))
