"""Jobs that come by the hour. procrastinate defers each once for its moment, however many workers run."""

import logging
from datetime import datetime
from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from kabinet.actions.alerts.tidying import forget_alerts
from kabinet.actions.bridges.tidying import forget_carried
from kabinet.actions.contents import bucket, moving, of_before
from kabinet.actions.evidence import heads
from kabinet.actions.exports import keeping
from kabinet.actions.factors import provider_answers
from kabinet.actions.journal import auto_close
from kabinet.actions.letters import tidying
from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.actions.organisations.oversight import reminders
from kabinet.actions.organisations.papers import warnings
from kabinet.actions.outages import by_itself
from kabinet.actions.regulation import adoption, calendar
from kabinet.actions.retention import removing
from kabinet.actions.tickets import claims
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.previews.keeping import sweep_previews
from kabinet.actions.tickets.uploads import finish
from kabinet.actions.tickets.uploads import keeping as pieces
from kabinet.actions.unit import sendings
from kabinet.actions.webhooks.tidying import forget_told
from kabinet.jobs import clock

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="silence", pass_context=False)
def announce_and_close(timestamp: int) -> None:
    """Solutions that nobody answered: announced twice, then closed (limits of the pack)."""
    if steps := auto_close.close_silent_tickets(at=clock.now()):
        log.info("silence: %d steps", steps)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="claims", pass_context=False)
def answer_for_the_silent(timestamp: int) -> None:
    """Calls written down late that the other side neither confirmed nor denied (limits of the pack)."""
    if answered := claims.answer_silent_claims(at=clock.now()):
        log.info("claims: %d answered by silence", answered)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="calendar")
def follow_the_calendar(timestamp: int) -> None:
    """Open tickets that were told to follow a published calendar and were too many for the act itself."""
    while (done := calendar.go_on(at=clock.now())).taken:
        log.info("calendar: %d tickets follow, %d are passed over", done.taken, len(done.passed))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="outages")
def end_outages(timestamp: int) -> None:
    """Outages of the cabinet whose end has come: everybody concerned is told, each once."""
    if ended := by_itself.end_due(at=clock.now()):
        log.info("outages: %d ended at their time", ended)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="uploads")
def finish_uploads(timestamp: int) -> None:
    """Large files that are whole, of a server that ended before it made files of them."""
    if finished := finish.finish_left(at=clock.now()):
        log.info("uploads: %d made files", finished)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="bucket")
def move_contents(timestamp: int) -> None:
    """Contents go up to the bucket, where one is named."""
    try:
        if moved := moving.move_up(at=clock.now()):
            log.info("contents: %d went up to the bucket", moved)
    except bucket.Away as away:
        log.warning("contents: the bucket does not take any: %s", away)


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="papers")
def warn_of_ends(timestamp: int) -> None:
    """Papers that end soon, in whatever zone the day has begun; each warning once."""
    if told := warnings.announce(at=clock.now()):
        log.info("papers: %d warnings", told)


@app.periodic(cron="15 * * * *")
@app.task(queueing_lock="regulation")
def remind_of_versions(timestamp: int) -> None:
    """Partners who have not taken up a version that will bind them; on each of its days once."""
    if told := adoption.remind(at=clock.now()):
        log.info("regulation: %d partners reminded", told)


@app.periodic(cron="25 * * * *")
@app.task(queueing_lock="violations")
def remind_of_unanswered(timestamp: int) -> None:
    """Partners who have not answered a violation, before the last day and on it; each time once."""
    if told := reminders.remind_of_violations(at=clock.now()):
        log.info("violations: %d partners reminded", told)


@app.periodic(cron="35 * * * *")
@app.task(queueing_lock="heads")
def seal_day(timestamp: int) -> None:
    """The head of the day that is over, once. The line of the log is a witness outside the database."""
    if made := heads.seal_day(at=clock.now()):
        log.info(
            "journal: the head of %s over %d tickets is %s", made.day, made.count, bytes(made.head).hex()
        )


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="tidy")
def tidy(timestamp: int) -> None:
    """Sessions that ended by themselves; answers to sent forms that no browser asks for any more; files that nobody sent;
    letters and alerts of long ago."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    provider_accounts.forget_ended()
    provider_answers.forget(at=clock.now())
    if gone := sendings.forget_sendings(at=clock.now()):
        log.info("sendings: %d forgotten", gone)
    if old := keeping.sweep(at=clock.now()):
        log.info("exports: %d files removed", old)
    _forget_letters(clock.now())
    if carried := forget_carried(at=clock.now()):
        log.info("bridges: %d facts of long ago removed", carried)
    if told := forget_told(at=clock.now()):
        log.info("webhooks: %d facts of long ago removed", told)
    if swept := stored.sweep(at=clock.now()):
        log.info("files: %d without a row removed", swept)
    if put := of_before.put_on_record():
        log.info("files: %d contents put on record", put)
    if freed := moving.free_room(at=clock.now()):
        log.info("contents: %d copies of what is in the bucket removed here", freed)
    if left := pieces.sweep(at=clock.now()):
        log.info("uploads: %d removed that did not go on", left)
    if made := sweep_previews(at=clock.now()):
        log.info("previews: %d removed", made)


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="retention", pass_context=False)
def remove_over(timestamp: int) -> None:
    """Contents of closed tickets whose days are over, where the operator says how many; so many a night at most."""
    if gone := removing.remove_over(at=clock.now()):
        log.info("retention: %d contents removed", gone)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="bucket_sweep", pass_context=False)
def sweep_bucket(timestamp: int) -> None:
    """What lies in the bucket and no row names, of a day ago or earlier."""
    try:
        if gone := moving.sweep_bucket(at=clock.now()):
            log.info("contents: %d without a row removed from the bucket", gone)
    except bucket.Away as away:
        log.warning("contents: the bucket is not swept: %s", away)


def _forget_letters(at: datetime) -> None:
    gone = tidying.forget_letters(at=at), tidying.forget_automatic(at=at), forget_alerts(at=at)
    if any(gone):
        log.info("letters: %d deliveries, %d automatic letters and %d alerts of long ago removed", *gone)
