"""What stands in the tables of sign-in and cannot be so: accounts of providers, what they said, sealed secrets, sessions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q

from kabinet.actions.alerts import device_checks
from kabinet.actions.factors import app, provider_answers
from kabinet.actions.organisations.contacts.provider_accounts import organisation_of
from kabinet.network.provider import Provider
from kabinet.records.models import (
    AuthenticatorApp,
    EmergencyDoor,
    Membership,
    ProviderAccount,
    ProviderAnswer,
    ProviderSession,
    Session,
)
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.second_factor import DRIFT_STEPS, STEP_SECONDS, Factor
from kabinet.regulation.organisation.sign_in import MOST_HOURS

LOOKING = "what is kept of sign-in is verified"
# What is over goes once a night, so that a day later something does not work; nothing is kept for much longer than a day.
OVER: Final = timedelta(days=2)
KEY: Final = "does not open with this KABINET_SECRET_KEY"


def faults(*, at: datetime) -> Iterator[str]:
    """Each in a sentence without its full stop."""
    with transaction.atomic(), as_system(LOOKING):
        for provider in settings.SIGN_IN_PROVIDERS.own:
            yield from _of_others(provider)
        yield from _answers(at)
        yield from _sealed()
        yield from _sessions(at)
        yield from _times(at)


def _of_others(provider: Provider) -> Iterator[str]:
    """Accounts at an organisation's own provider of people who did not work there, and there alone, when they were bound."""
    house = organisation_of(provider.organisation)
    then = Membership.objects.filter(person=OuterRef("person"), added_at__lte=OuterRef("bound_at"))
    then = then.filter(Q(ended_at=None) | Q(ended_at__gt=OuterRef("bound_at")))
    there = then.filter(organisation=house) if house else then.none()
    elsewhere = then.exclude(organisation=house).filter(confirmed_at__lte=OuterRef("bound_at"))
    rows = ProviderAccount.objects.filter(Exists(elsewhere) | ~Exists(there), issuer=provider.issuer)
    for person in rows.order_by("person").values_list("person", flat=True):
        yield (
            f"person {person}: bound to an account of {provider.key}, the provider of an organisation in which, and in no"
            " other, they did not work then"
        )


def _answers(at: datetime) -> Iterator[str]:
    over = ProviderAnswer.objects.filter(ends_at__lt=at - OVER)
    if count := over.count():
        until = over.aggregate(last=Max("ends_at"))["last"]
        yield f"provider answers: {count} are over since {until:%Y-%m-%dT%H:%M:%SZ} or longer, and were to go at night"
    if count := ProviderAnswer.objects.filter(ends_at__gt=at + OVER).count():
        yield f"provider answers: {count} are good for longer than any answer is"


def _sealed() -> Iterator[str]:
    """Secrets that cannot be read again: of another installation's, of somebody else, or changed."""
    for person in app.of_unreadable():
        yield f"person {person}: the secret of their app {KEY}"
    for device, person in device_checks.unreadable():
        yield f"person {person}: where device {device} is told {KEY}"
    if count := provider_answers.unreadable():
        yield f"provider answers: {count} that wait for their browser: what is said {KEY}"


def _sessions(at: datetime) -> Iterator[str]:
    live = Session.objects.filter(expire_date__gt=at, person__isnull=False)
    off = live.filter(person__is_active=False)
    for person in off.order_by("person").values_list("person", flat=True).distinct():
        yield f"person {person}: switched off, and has a session that has not ended"
    live = live.filter(Q(person__sessions_since=None) | Q(begun__gt=F("person__sessions_since")))
    came = ProviderSession.objects.filter(session=OuterRef("pk"))
    unknown = live.filter(~Exists(came), factor=Factor.PROVIDER.value)
    for person in unknown.order_by("person").values_list("person", flat=True).distinct():
        yield f"person {person}: a session that came from a provider, of which that provider could not end any"
    for session in live.filter(Exists(came)).only("pk", "person_id").order_by("person"):
        from_there = ProviderSession.objects.get(pk=session.pk)
        bound = ProviderAccount.objects.filter(issuer=from_there.issuer, subject=from_there.subject)
        if not bound.filter(person=session.person_id).exists():
            yield f"person {session.person_id}: a session that came from an account that is not bound to them"


def _times(at: datetime) -> Iterator[str]:
    """Codes that were taken of a time to come, so that none is taken until then; doors that are open for too long."""
    step = int(at.timestamp()) // STEP_SECONDS + DRIFT_STEPS
    ahead = AuthenticatorApp.objects.filter(last_step__gt=step)
    for person in ahead.order_by("person").values_list("person", flat=True):
        yield f"person {person}: the last code of their app is of a time to come, no other is taken until then"
    longer = EmergencyDoor.objects.filter(until__gt=F("opened_at") + timedelta(hours=MOST_HOURS))
    for door in longer.order_by("pk").values_list("pk", flat=True):
        yield f"emergency door {door}: it is open for more than {MOST_HOURS} hours"
