"""All tables. What Django's models cannot say stands first and last: rows held to their ticket by all four columns, numbers,
full-text search.

The journal's `data` is a contract between the acts that write it and the law that is told it again, for as long as a row
lives: regulation/fact_data declares it kind by kind, docs/journal.md shows it.
"""

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import kabinet.records.models.days
import kabinet.records.models.json_length
import kabinet.records.models.outage
import kabinet.records.models.ticket
import uuid
from django.conf import settings
from django.db import migrations, models

from kabinet.records import lengths
from kabinet.records.security.word_functions import WORD_FUNCTIONS


ROWS_OF_TICKET = (
    "sheet",
    "clock_run",
    "message",
    "journal_entry",
    "file",
    "ticket_link",
    "watcher",
    "ticket_tag",
    "participant",
    "handover",
    "on_call_round",
    "upload",
    "upload_place",
)


# JSON that people fill: model, table, column, characters.
BOUNDED = (
    ("agreement", "agreement", "stricter", lengths.RIGHTS),
    ("draft", "draft", "content", lengths.DRAFT),
    ("organisationentry", "organisation_entry", "data", lengths.FACT),
    ("handover", "handover", "summary", lengths.RIGHTS),
    ("journalentry", "journal_entry", "data", lengths.FACT),
    ("problemversion", "known_problem_version", "contents", lengths.PROBLEM),
    ("notice", "notice", "data", lengths.FACT),
    ("violation", "violation", "evidence", lengths.RIGHTS),
    ("letterchoice", "letter_choice", "kinds", lengths.RIGHTS),
    ("letterchoice", "letter_choice", "beside", lengths.RIGHTS),
    ("letterchoice", "letter_choice", "parts", lengths.RIGHTS),
    ("incomingletter", "incoming_letter", "headers", lengths.LETTER_LINES),
    ("incomingletter", "incoming_letter", "files", lengths.LETTER_LINES),
    ("agreementproposal", "agreement_proposal", "stricter", lengths.RIGHTS),
    ("logsummary", "log_summary", "summary", lengths.LOG_SUMMARY),
    ("sheet", "sheet", "values", lengths.SHEET),
    ("sheet", "sheet", "symptoms", lengths.RIGHTS),
    ("sheet", "sheet", "entitlement", lengths.RIGHTS),
    ("sheet", "sheet", "critical", lengths.RIGHTS),
    ("versiondraft", "version_draft", "content", lengths.VERSION),
    ("regulationversion", "regulation_version", "content", lengths.VERSION),
    ("calendarversion", "calendar_version", "content", lengths.VERSION),
)


def bounded(model: str, table: str, column: str, most: int) -> migrations.AddConstraint:
    """The column is not longer, as it is written out."""
    limit = kabinet.records.models.json_length.json_at_most(table, column, most)
    return migrations.AddConstraint(model_name=model, constraint=limit)


def of_its_ticket(table: str, ticket: str = "ticket") -> migrations.RunSQL:
    """A row's tenant columns are its ticket's own: the walls judge a row by them."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_its_ticket FOREIGN KEY (ticket_id, leg, client_id, partner_id)"
        f" REFERENCES {ticket} (id, leg, client_id, partner_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_of_its_ticket",
    )


NUMBERS = migrations.RunSQL(
    "CREATE SEQUENCE client_ticket_number START 48001; CREATE SEQUENCE vendor_ticket_number START 10001;"
    " CREATE SEQUENCE known_problem_number START 1",
    "DROP SEQUENCE client_ticket_number; DROP SEQUENCE vendor_ticket_number; DROP SEQUENCE known_problem_number",
)


WORDS = [
    migrations.RunSQL(f"CREATE FUNCTION public.{name}{body}", f"DROP FUNCTION public.{name}")
    for name, body in WORD_FUNCTIONS.items()
]


def search(table: str, words: str) -> migrations.RunSQL:
    """The words, and beside them the tenants as marks: the index then finds a common word of one tenant alone.

    Entries go into the index at once (no fastupdate): a search never pays for what others have just written.
    """
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS (
          {words}
          || array_to_tsvector(ARRAY['@l' || leg, '@c' || client_id::text, '@p' || partner_id::text])) STORED;
        CREATE INDEX {table}_search ON {table} USING gin (search) WITH (fastupdate = off)
        """,
        f"ALTER TABLE {table} DROP COLUMN search",
    )


SUBJECT = "kabinet_word_index(left(subject, 200000))"
TEXT = "kabinet_word_index(left(text, 200000))"
# Who asks and who is named: found by a search, and by their weight no part of what a subject is like (lists/similar.py).
PEOPLE = "setweight(kabinet_word_index(author_name || ' ' || contact_name), 'C')"
# A ticket of another desk is asked for by the number that it had there, too.
OLD = "setweight(kabinet_word_index(author_name || ' ' || old_number), 'C')"
PROBLEMS = migrations.RunSQL(
    """
    ALTER TABLE known_problem ADD COLUMN search tsvector GENERATED ALWAYS AS (
      setweight(kabinet_word_index(title), 'A')
      || kabinet_word_index(left(text || ' ' || workaround, 200000))
      || setweight(kabinet_word_index(product || ' ' || affected || ' ' || fixed_in), 'B')) STORED;
    CREATE INDEX known_problem_search ON known_problem USING gin (search) WITH (fastupdate = off)
    """,
    "ALTER TABLE known_problem DROP COLUMN search",
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('zone', models.CharField(default='Europe/Moscow', max_length=40)),
                ('stricter', models.JSONField(blank=True, default=dict)),
                ('third_party_desk', models.CharField(blank=True, max_length=80)),
                ('third_party_url', models.URLField(blank=True, max_length=300)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
            ],
            options={
                'db_table': 'agreement',
            },
        ),
        migrations.CreateModel(
            name='CalendarVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('published_on', models.DateField()),
                ('digest', models.CharField(max_length=64)),
                ('content', models.JSONField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'db_table': 'calendar_version',
            },
        ),
        migrations.CreateModel(
            name='CompanyGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
            ],
            options={
                'db_table': 'company_group',
            },
        ),
        migrations.CreateModel(
            name='RegulationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('number', models.CharField(max_length=20)),
                ('published_on', models.DateField()),
                ('digest', models.CharField(max_length=64)),
                ('content', models.JSONField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'db_table': 'regulation_version',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('position', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('zone', models.CharField(default='Europe/Moscow', max_length=40)),
                ('language', models.CharField(default='ru', max_length=5)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('sessions_since', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'person',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('login'), name='person_login_once')],
            },
        ),
        migrations.CreateModel(
            name='Password',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('encoded', models.CharField(max_length=128)),
                ('told', models.BooleanField(default=True)),
                ('handed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'password',
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('begun', models.DateTimeField(blank=True, null=True)),
                ('seen', models.DateTimeField(blank=True, null=True)),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('factor', models.CharField(blank=True, max_length=10)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'db_table': 'session',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AuthenticatorApp',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('sealed', models.CharField(max_length=200)),
                ('last_step', models.BigIntegerField()),
                ('added_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'authenticator_app',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'recovery_code',
                'constraints': [models.UniqueConstraint(fields=('person', 'digest'), name='recovery_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('credential', models.CharField(max_length=1400, unique=True)),
                ('attested', models.CharField(max_length=2400)),
                ('sign_count', models.BigIntegerField()),
                ('verifies', models.BooleanField()),
                ('added_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'passkey',
            },
        ),
        migrations.CreateModel(
            name='SignInRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('role', models.CharField(max_length=30)),
                ('factor', models.BooleanField(default=False)),
                ('password', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'sign_in_role',
                'constraints': [models.UniqueConstraint(fields=('kind', 'role'), name='sign_in_role_once')],
            },
        ),
        migrations.CreateModel(
            name='SignInClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'sign_in_closing',
            },
        ),
        migrations.CreateModel(
            name='EmergencyDoor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reason', models.CharField(max_length=300)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('opened_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'emergency_door',
                'indexes': [models.Index(fields=['until'], name='emergency_door_until')],
            },
        ),
        migrations.CreateModel(
            name='ProviderAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.CharField(max_length=255)),
                ('subject', models.CharField(max_length=255)),
                ('bound_at', models.DateTimeField()),
                ('differed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'provider_account',
                'constraints': [models.UniqueConstraint(fields=('issuer', 'subject'), name='provider_account_subject_once'), models.UniqueConstraint(fields=('person', 'issuer'), name='provider_account_person_once')],
            },
        ),
        migrations.CreateModel(
            name='ProviderSession',
            fields=[
                ('session', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=255)),
                ('subject', models.CharField(max_length=255)),
                ('name', models.CharField(blank=True, max_length=255)),
                ('begun_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'provider_session',
                'indexes': [models.Index(fields=['issuer', 'subject'], name='provider_session_subject')],
            },
        ),
        migrations.CreateModel(
            name='ProviderAnswer',
            fields=[
                ('name', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('key', models.CharField(blank=True, db_index=True, max_length=64)),
                ('said', models.CharField(blank=True, max_length=16000)),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'db_table': 'provider_answer',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('client', 'Client'), ('partner', 'Partner'), ('vendor', 'Vendor')], max_length=8)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(max_length=60)),
                ('inn', models.CharField(blank=True, max_length=12)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('zone', models.CharField(default='Europe/Moscow', max_length=40)),
                ('created_at', models.DateTimeField()),
                ('pending', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'organisation',
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'vendor')), fields=('kind',), name='organisation_one_vendor'), models.UniqueConstraint(condition=models.Q(('inn', ''), _negated=True), fields=('inn',), name='organisation_inn_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['client', 'partner', 'vendor'])), name='organisation_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='KnownProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_by_vendor', models.BooleanField(default=False)),
                ('number', models.CharField(max_length=12, unique=True)),
                ('audience', models.CharField(choices=[('own', 'Own'), ('partners', 'Partners'), ('clients', 'Clients'), ('everyone', 'Everyone')], max_length=8)),
                ('title', models.CharField(max_length=200)),
                ('text', models.CharField(max_length=20000)),
                ('workaround', models.CharField(blank=True, max_length=20000)),
                ('product', models.CharField(blank=True, max_length=200)),
                ('affected', models.CharField(blank=True, max_length=200)),
                ('fixed_in', models.CharField(blank=True, max_length=100)),
                ('kept_at', models.DateTimeField()),
                ('added_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('kept_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'known_problem',
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='records.companygroup')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_memberships', to='records.organisation')),
            ],
            options={
                'db_table': 'group_member',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new_ticket', 'New Ticket'), ('reply', 'Reply'), ('pass_on', 'Pass On')], max_length=10)),
                ('content', models.JSONField(default=dict)),
                ('saved_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'draft',
            },
        ),
        migrations.CreateModel(
            name='CannedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('title', models.CharField(max_length=120)),
                ('text', models.CharField(max_length=8000)),
                ('kept_at', models.DateTimeField()),
                ('kept_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'canned_answer',
            },
        ),
        migrations.CreateModel(
            name='AgreementProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('zone', models.CharField(max_length=40)),
                ('stricter', models.JSONField(blank=True, default=dict)),
                ('third_party_desk', models.CharField(blank=True, max_length=80)),
                ('third_party_url', models.URLField(blank=True, max_length=300)),
                ('first_day', models.DateField()),
                ('proposed_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('refusal', models.CharField(blank=True, max_length=4000)),
                ('agreement', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agreement')),
                ('proposed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'agreement_proposal',
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='client',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='records.organisation'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='client_agreements', to='records.organisation'),
        ),
        migrations.CreateModel(
            name='OrganisationEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('actor_name', models.CharField(blank=True, max_length=200)),
                ('actor_organisation', models.CharField(blank=True, max_length=60)),
                ('system', models.CharField(blank=True, max_length=80)),
                ('occurred_at', models.DateTimeField()),
                ('clause', models.CharField(blank=True, max_length=12)),
                ('readers', models.CharField(blank=True, choices=[('', 'EVERYBODY'), ('parties', 'PARTIES'), ('desk', 'DESK'), ('own', 'OWN')], max_length=7)),
                ('data', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'organisation_entry',
            },
        ),
        migrations.CreateModel(
            name='PartnerStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=24)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=4000)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='records.organisation')),
            ],
            options={
                'db_table': 'partner_status',
            },
        ),
        migrations.CreateModel(
            name='ProblemVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('contents', models.JSONField(default=dict)),
                ('reason', models.CharField(blank=True, max_length=4000)),
                ('source', models.CharField(blank=True, max_length=12)),
                ('person_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('problem', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.knownproblem')),
            ],
            options={
                'db_table': 'known_problem_version',
            },
        ),
        migrations.CreateModel(
            name='RefusalReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occurred_on', models.DateField()),
                ('text', models.CharField(max_length=10000)),
                ('reporter_name', models.CharField(max_length=200)),
                ('reported_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=10000)),
                ('answerer_name', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('reported_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'refusal_report',
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='records.organisation')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='records.regulationversion')),
            ],
            options={
                'db_table': 'adoption',
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('answer', models.CharField(blank=True, max_length=4000)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(db_index=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'sending',
            },
        ),
        migrations.CreateModel(
            name='Supersession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=4000)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='supersession', to='records.regulationversion')),
            ],
            options={
                'db_table': 'supersession',
            },
        ),
        migrations.CreateModel(
            name='SupportContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('level', models.CharField(max_length=24)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('pending', models.BooleanField(default=False)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support_contracts', to='records.organisation')),
            ],
            options={
                'db_table': 'support_contract',
            },
        ),
        migrations.CreateModel(
            name='System',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('main_delivery', models.CharField(max_length=20)),
                ('product', models.CharField(max_length=200)),
                ('configuration_version', models.CharField(blank=True, max_length=40)),
                ('platform_version', models.CharField(max_length=40)),
                ('client_environment', models.CharField(max_length=300)),
                ('server_os', models.CharField(max_length=300)),
                ('server_hardware', models.CharField(max_length=300)),
                ('dbms', models.CharField(blank=True, max_length=200)),
                ('production', models.BooleanField(default=False)),
                ('production_since', models.DateField(blank=True, null=True)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('retired', models.BooleanField(default=False)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='systems', to='records.organisation')),
            ],
            options={
                'db_table': 'system',
            },
        ),
        migrations.CreateModel(
            name='AssignmentRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('place', models.PositiveSmallIntegerField()),
                ('service', models.CharField(blank=True, max_length=24)),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kept_at', models.DateTimeField()),
                ('assignee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.organisation')),
                ('system', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.system')),
            ],
            options={
                'db_table': 'assignment_rule',
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12)),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('client_name', models.CharField(max_length=60)),
                ('partner_name', models.CharField(max_length=60)),
                ('system_name', models.CharField(blank=True, max_length=120)),
                ('author_name', models.CharField(max_length=200)),
                ('contact_name', models.CharField(blank=True, max_length=200)),
                ('contact_phone', models.CharField(blank=True, max_length=300)),
                ('contact_email', models.CharField(blank=True, max_length=300)),
                ('assignee_name', models.CharField(blank=True, max_length=200)),
                ('subject', models.CharField(max_length=200)),
                ('level', models.SmallIntegerField()),
                ('status', models.CharField(max_length=16)),
                ('turn', models.CharField(max_length=8)),
                ('turn_since', models.DateTimeField()),
                ('vendor_status', models.CharField(blank=True, max_length=16)),
                ('service', models.CharField(max_length=24)),
                ('impact', models.CharField(max_length=24)),
                ('channel', models.CharField(default='cabinet', max_length=16)),
                ('foreign_desk', models.CharField(blank=True, max_length=80)),
                ('foreign_number', models.CharField(blank=True, max_length=60)),
                ('foreign_url', models.URLField(blank=True, max_length=300)),
                ('registered_at', models.DateTimeField()),
                ('first_contact_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('passed_on_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('last_fact_at', models.DateTimeField()),
                ('clocks', models.JSONField(default=dict)),
                ('next_due_at', models.DateTimeField(blank=True, null=True)),
                ('queue_at', models.DateTimeField(blank=True, null=True)),
                ('queue_from', models.DateTimeField(blank=True, null=True)),
                ('queue_clock', models.CharField(blank=True, max_length=10)),
                ('breaches', models.SmallIntegerField(default=0)),
                ('version', models.IntegerField(default=1)),
                ('agreement', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agreement')),
                ('assignee', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('calendar', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.calendarversion')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('contact', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passed', to='records.ticket')),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('regulation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.regulationversion')),
                ('system', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.system')),
            ],
            options={
                'db_table': 'ticket',
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('values', models.JSONField(default=dict)),
                ('symptoms', models.JSONField(default=dict)),
                ('judged_level', models.SmallIntegerField()),
                ('level_reason', models.CharField(blank=True, max_length=4000)),
                ('production', models.BooleanField()),
                ('entitlement', models.JSONField(default=dict)),
                ('critical', models.JSONField(default=dict)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sheet', to='records.ticket')),
            ],
            options={
                'db_table': 'sheet',
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('person_name', models.CharField(max_length=200)),
                ('invited_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('invited_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'participant',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=24)),
                ('subject_key', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'notice',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('author_name', models.CharField(max_length=200)),
                ('author_organisation', models.CharField(max_length=60)),
                ('side', models.CharField(max_length=8)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('kind', models.CharField(max_length=12)),
                ('text', models.CharField(max_length=20000)),
                ('final', models.BooleanField(default=False)),
                ('reached', models.BooleanField(blank=True, null=True)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('author', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('relayed_from', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.message')),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'message',
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('kind', models.CharField(max_length=20)),
                ('side', models.CharField(max_length=10)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('actor_name', models.CharField(blank=True, max_length=200)),
                ('actor_organisation', models.CharField(blank=True, max_length=60)),
                ('system', models.CharField(blank=True, max_length=80)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('clause', models.CharField(blank=True, max_length=12)),
                ('status', models.CharField(max_length=16)),
                ('data', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.message')),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'journal_entry',
            },
        ),
        migrations.CreateModel(
            name='JournalLink',
            fields=[
                ('entry', models.BigIntegerField(primary_key=True, serialize=False)),
                ('ticket', models.BigIntegerField()),
                ('nth', models.PositiveIntegerField()),
                ('salt', models.BinaryField()),
                ('link', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_link',
                'constraints': [models.UniqueConstraint(fields=('ticket', 'nth'), name='journal_link_nth')],
            },
        ),
        migrations.CreateModel(
            name='JournalHead',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('count', models.PositiveIntegerField()),
                ('root', models.BinaryField()),
                ('former', models.BinaryField()),
                ('head', models.BinaryField()),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'journal_head',
            },
        ),
        migrations.CreateModel(
            name='JournalLeaf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('place', models.PositiveIntegerField()),
                ('ticket', models.BigIntegerField()),
                ('nth', models.PositiveIntegerField()),
                ('link', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_leaf',
                'constraints': [models.UniqueConstraint(fields=('day', 'place'), name='journal_leaf_place'), models.UniqueConstraint(fields=('ticket', 'nth'), name='journal_leaf_once')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('summary', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('decline_reason', models.CharField(blank=True, max_length=4000)),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('declined_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('to_partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('successor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'handover',
            },
        ),
        migrations.CreateModel(
            name='Content',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('size', models.BigIntegerField()),
                ('moved_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'content',
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('leg', models.CharField(blank=True, choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(blank=True, choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('name', models.CharField(max_length=255)),
                ('size', models.BigIntegerField()),
                ('content_type', models.CharField(max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('content', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.content')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='files', to='records.draft')),
                ('uploaded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='records.message')),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'file',
            },
        ),
        migrations.AddField(
            model_name='draft',
            name='ticket',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.ticket'),
        ),
        migrations.CreateModel(
            name='ClockRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('name', models.CharField(max_length=10)),
                ('run', models.SmallIntegerField()),
                ('owner', models.CharField(max_length=10)),
                ('level', models.SmallIntegerField()),
                ('started_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, max_length=8)),
                ('breached_at', models.DateTimeField(blank=True, null=True)),
                ('barred', models.BooleanField(db_default=False, default=False)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'clock_run',
            },
        ),
        migrations.CreateModel(
            name='TicketLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('other_number', models.CharField(max_length=12)),
                ('kind', models.CharField(choices=[('related', 'Related'), ('duplicate', 'Duplicate'), ('duplicated', 'Duplicated'), ('continues', 'Continues'), ('continued', 'Continued')], max_length=12)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'ticket_link',
            },
        ),
        migrations.CreateModel(
            name='TicketTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('name', models.CharField(max_length=40)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'ticket_tag',
            },
        ),
        migrations.CreateModel(
            name='VersionDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('regulation', 'Regulation'), ('calendar', 'Calendar')], max_length=10)),
                ('base', models.CharField(blank=True, max_length=40)),
                ('content', models.JSONField(default=dict)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('saved_at', models.DateTimeField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'version_draft',
            },
        ),
        migrations.CreateModel(
            name='Violation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.CharField(max_length=12)),
                ('occurred_on', models.DateField()),
                ('text', models.CharField(max_length=10000)),
                ('evidence', models.JSONField(default=dict)),
                ('registrar_name', models.CharField(max_length=200)),
                ('registered_at', models.DateTimeField()),
                ('answer_by', models.DateField()),
                ('answer', models.CharField(blank=True, max_length=10000)),
                ('answerer_name', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawal_reason', models.CharField(blank=True, max_length=4000)),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('registered_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'violation',
            },
        ),
        migrations.CreateModel(
            name='Watcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'watcher',
            },
        ),
        migrations.CreateModel(
            name='OnCallRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('began_at', models.DateTimeField()),
                ('after_entry', models.BigIntegerField()),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, max_length=200)),
                ('how', models.CharField(blank=True, choices=[('acknowledged', 'Acknowledged'), ('acted', 'Acted'), ('over', 'Over')], max_length=12)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'on_call_round',
                'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='on_call_due')],
                'constraints': [models.UniqueConstraint(fields=('ticket',), name='on_call_round_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('how', '')), models.Q(('ended_at__isnull', False), ('how__in', ['acknowledged', 'acted', 'over']), ('next_at__isnull', True)), _connector='OR'), name='on_call_round_ended')],
            },
        ),
        migrations.CreateModel(
            name='OnCallStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('place', models.PositiveSmallIntegerField()),
                ('minutes', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)])),
                ('days', models.PositiveSmallIntegerField(default=127)),
                ('away_from', models.DateField(blank=True, null=True)),
                ('away_until', models.DateField(blank=True, null=True)),
                ('stand_in', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'on_call_step',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'leg', 'person'), name='on_call_step_once'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 120)), name='on_call_step_minutes'), models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 127)), name='on_call_step_days'), models.CheckConstraint(condition=models.Q(models.Q(('away_from__isnull', True), ('away_until__isnull', True), ('stand_in__isnull', True)), models.Q(('away_from__isnull', False), ('away_until__gte', models.F('away_from')), ('stand_in__isnull', False)), _connector='OR'), name='on_call_step_stand_in')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('number', models.CharField(max_length=40)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
                ('pending', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'certificate',
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='certificate_days_in_order'), models.UniqueConstraint(fields=('kind', 'number'), name='certificate_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=24)),
                ('seat', models.SmallIntegerField(blank=True, null=True)),
                ('added_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('refusal', models.CharField(blank=True, max_length=4000)),
                ('added_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='records.organisation')),
            ],
            options={
                'db_table': 'membership',
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['organisation', 'person'], name='membership_of_org'), models.Index(condition=models.Q(('confirmed_at__isnull', True), ('ended_at__isnull', True)), fields=['added_at', 'id'], name='membership_awaiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['organisational_contact', 'authorised_person', 'viewer', 'authorised_employee', 'engineer', 'coordinator', 'auditor', 'administrator'])), name='membership_role_known'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'organisation', 'role'), name='membership_role_once'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('seat__isnull', False)), fields=('organisation', 'seat'), name='membership_two_seats'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'organisational_contact'), ('seat__in', [1, 2]), ('seat__isnull', False)), models.Q(models.Q(('role', 'organisational_contact'), _negated=True), ('seat__isnull', True)), _connector='OR'), name='membership_contact_has_seat')],
            },
        ),
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('main_delivery', models.CharField(max_length=20)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('pending', models.BooleanField(default=False)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='records.organisation')),
                ('seller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sold_licences', to='records.organisation')),
            ],
            options={
                'db_table': 'licence',
                'indexes': [models.Index(fields=['client', 'last_day'], name='licence_of_client')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='licence_days_in_order')],
            },
        ),
        migrations.AddIndex(
            model_name='knownproblem',
            index=models.Index(fields=['organisation', '-kept_at', '-id'], name='problem_of_organisation'),
        ),
        migrations.AddIndex(
            model_name='knownproblem',
            index=models.Index(fields=['-kept_at', '-id'], name='problem_by_time'),
        ),
        migrations.AddConstraint(
            model_name='knownproblem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience__in', ['own', 'partners', 'everyone']), ('kept_by_vendor', True)), models.Q(('audience__in', ['own', 'clients']), ('kept_by_vendor', False)), _connector='OR'), name='known_problem_audience_of_keeper'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='group_member_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kabinet.records.models.days._Point(models.F('partner'), models.F('partner'), models.Value('[]')), '&&'), (kabinet.records.models.days._Span(models.F('first_day'), models.F('last_day'), models.Value('[]')), '&&')], name='group_member_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='cannedanswer',
            constraint=models.UniqueConstraint(fields=('organisation', 'leg', 'title'), name='canned_answer_once'),
        ),
        migrations.AddIndex(
            model_name='agreementproposal',
            index=models.Index(fields=['client', '-proposed_at'], name='proposal_of_client'),
        ),
        migrations.AddConstraint(
            model_name='agreementproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('client', 'partner'), name='agreement_proposal_one_open'),
        ),
        migrations.AddConstraint(
            model_name='agreementproposal',
            constraint=models.CheckConstraint(condition=models.Q(('agreement__isnull', True), ('answered_at__isnull', False), _connector='OR'), name='agreement_proposal_answered'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='agreement_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kabinet.records.models.days._Point(models.F('client'), models.F('client'), models.Value('[]')), '&&'), (kabinet.records.models.days._Span(models.F('first_day'), models.F('last_day'), models.Value('[]')), '&&')], name='agreement_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('client', 'partner', 'version'), name='agreement_version_once'),
        ),
        migrations.AddIndex(
            model_name='organisationentry',
            index=models.Index(fields=['organisation', '-occurred_at', '-id'], name='entry_of_organisation'),
        ),
        migrations.AddConstraint(
            model_name='organisationentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('partner__isnull', False), ('readers', 'parties')), models.Q(models.Q(('readers', 'parties'), _negated=True), ('partner__isnull', True)), _connector='OR'), name='entry_of_parties_names_partner'),
        ),
        migrations.AddConstraint(
            model_name='partnerstatus',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='partner_status_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='partnerstatus',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kabinet.records.models.days._Point(models.F('partner'), models.F('partner'), models.Value('[]')), '&&'), (kabinet.records.models.days._Span(models.F('first_day'), models.F('last_day'), models.Value('[]')), '&&')], name='partner_status_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='partnerstatus',
            constraint=models.CheckConstraint(condition=models.Q(('status__regex', '^[a-z][a-z0-9_]{0,23}$')), name='partner_status_known'),
        ),
        migrations.AddIndex(
            model_name='problemversion',
            index=models.Index(fields=['problem', '-at', '-id'], name='version_of_problem'),
        ),
        migrations.AddIndex(
            model_name='refusalreport',
            index=models.Index(fields=['partner', '-reported_at', '-id'], name='report_of_partner'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.UniqueConstraint(fields=('partner', 'version'), name='adoption_once'),
        ),
        migrations.AddConstraint(
            model_name='sending',
            constraint=models.UniqueConstraint(fields=('person', 'key'), name='sending_once'),
        ),
        migrations.AddConstraint(
            model_name='supersession',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='supersession_has_reason'),
        ),
        migrations.AddIndex(
            model_name='supportcontract',
            index=models.Index(fields=['client', 'last_day'], name='contract_of_client'),
        ),
        migrations.AddConstraint(
            model_name='supportcontract',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='support_contract_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='system',
            constraint=models.UniqueConstraint(fields=('client', 'name'), name='system_name_once'),
        ),
        migrations.AddConstraint(
            model_name='system',
            constraint=models.CheckConstraint(condition=models.Q(('production', False), ('production_since__isnull', False), _connector='OR'), name='system_production_dated'),
        ),
        migrations.AddIndex(
            model_name='assignmentrule',
            index=models.Index(fields=['organisation', 'leg', 'place'], name='rule_of_organisation'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('next_due_at__isnull', False)), fields=['next_due_at'], name='ticket_due'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(models.F('partner'), models.F('leg'), kabinet.records.models.ticket.QueuePlace(), models.F('id'), condition=models.Q(('closed_at__isnull', True)), name='ticket_queue_partner'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(models.F('leg'), kabinet.records.models.ticket.QueuePlace(), models.F('id'), condition=models.Q(('closed_at__isnull', True)), name='ticket_queue_leg'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(models.F('client'), models.F('leg'), models.F('turn'), kabinet.records.models.ticket.QueuePlace(), models.F('id'), condition=models.Q(('closed_at__isnull', True)), name='ticket_queue_client'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(models.F('assignee'), kabinet.records.models.ticket.QueuePlace(), models.F('id'), condition=models.Q(('closed_at__isnull', True)), name='ticket_mine'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(models.F('leg'), models.F('partner'), kabinet.records.models.ticket.QueuePlace(), models.F('id'), condition=models.Q(('closed_at__isnull', True), ('level', 1)), name='ticket_critical'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(models.F('leg'), models.F('partner'), kabinet.records.models.ticket.QueuePlace(), models.F('id'), condition=models.Q(('closed_at__isnull', True), ('assignee', None)), name='ticket_free'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['client', 'leg', '-registered_at', '-id'], name='ticket_of_client'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['partner', 'leg', '-registered_at', '-id'], name='ticket_of_partner'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('foreign_desk', ''), _negated=True), fields=['-registered_at', '-id'], name='ticket_of_desk'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['leg', '-registered_at', '-id'], name='ticket_of_leg'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['system', '-registered_at', '-id'], name='ticket_of_system'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['author', '-registered_at', '-id'], name='ticket_of_author'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['contact', '-registered_at', '-id'], name='ticket_of_contact'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['assignee', '-registered_at', '-id'], name='ticket_of_assignee'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['client', 'leg', '-closed_at', '-id'], name='ticket_closed_client'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['partner', 'leg', '-closed_at', '-id'], name='ticket_closed_partner'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['leg', '-closed_at', '-id'], name='ticket_closed_leg'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('answered_at__isnull', False)), fields=['answered_at'], name='ticket_silence'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 9)), name='ticket_level_known'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('leg', 'client'), ('number__startswith', 'U-'), ('origin__isnull', True)), models.Q(('leg', 'vendor'), ('number__startswith', 'V-')), _connector='OR'), name='ticket_number_of_leg'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('next_due_at__isnull', True), ('queue_at__isnull', True)), _connector='OR'), name='ticket_closed_is_still'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('turn__in', ['client', 'partner', 'vendor', 'nobody'])), name='ticket_turn_known'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assignee__isnull', True), ('assignee_name', '')), models.Q(('assignee__isnull', False), models.Q(('assignee_name', ''), _negated=True)), _connector='OR'), name='ticket_assignee_named'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', True), ('contact_name', '')), models.Q(('contact__isnull', False), models.Q(('contact_name', ''), _negated=True)), _connector='OR'), name='ticket_contact_named'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('number',), name='ticket_number_once'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('origin',), name='ticket_passed_on_once'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('id', 'leg', 'client', 'partner'), name='ticket_tenant'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket', 'person'), name='participant_once'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['person', '-created_at', 'id'], name='notice_of_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at__isnull', True)), fields=['person', 'ticket'], name='notice_unread'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('ticket__isnull', False)), models.Q(('organisation__isnull', False), ('ticket__isnull', True)), _connector='OR'), name='notice_of_one_thing'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['ticket', 'occurred_at', 'id'], name='message_of_ticket'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('relayed_from__isnull', False)), fields=['relayed_from'], name='message_relayed'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience__in', ['public', 'partner']), ('leg', 'client')), models.Q(('audience__in', ['vendor_leg', 'vendor', 'joint']), ('leg', 'vendor')), _connector='OR'), name='message_audience_of_leg'),
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(fields=['ticket', 'occurred_at', 'id'], name='journal_of_ticket'),
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(condition=models.Q(('kind__in', ['claimed', 'closed', 'closed_by_silence', 'closed_by_word', 'level_changed', 'level_declined', 'lowered', 'refused', 'returned']), models.Q(('data__has_any_keys', ['reason', 'unconfirmed']), ('kind__in', ['called', 'registered'])), _connector='OR'), fields=['partner', 'leg', 'recorded_at', 'id'], name='journal_of_record'),
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(condition=models.Q(('kind__in', ['claimed', 'closed', 'closed_by_silence', 'closed_by_word', 'level_changed', 'level_declined', 'lowered', 'refused', 'returned']), models.Q(('data__has_any_keys', ['reason', 'unconfirmed']), ('kind__in', ['called', 'registered'])), _connector='OR'), fields=['kind', 'recorded_at', 'id'], name='journal_of_kind'),
        ),
        migrations.AddConstraint(
            model_name='journalentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience__in', ['public', 'partner']), ('leg', 'client')), models.Q(('audience__in', ['vendor_leg', 'vendor', 'joint']), ('leg', 'vendor')), _connector='OR'), name='journal_audience_of_leg'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('declined_at__isnull', True), ('successor__isnull', True)), fields=('ticket',), name='handover_one_open'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('removed_at__isnull', True), models.Q(('content__isnull', True), ('ticket__isnull', False)), _connector='OR'), name='file_removed_has_no_content'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', ''), ('ticket__isnull', True)), models.Q(('client__isnull', False), ('leg', 'client'), ('partner__isnull', False), ('ticket__isnull', False), ('audience__in', ['public', 'partner'])), models.Q(('client__isnull', False), ('leg', 'vendor'), ('partner__isnull', False), ('ticket__isnull', False), ('audience__in', ['vendor_leg', 'vendor', 'joint'])), _connector='OR'), name='file_of_ticket_has_audience'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'reply')), fields=('person', 'ticket'), name='draft_reply_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'pass_on')), fields=('ticket',), name='draft_pass_on_once'),
        ),
        migrations.AddIndex(
            model_name='clockrun',
            index=models.Index(condition=models.Q(('breached_at__isnull', False)), fields=['partner', 'leg', 'breached_at'], name='clock_run_breached'),
        ),
        migrations.AddIndex(
            model_name='clockrun',
            index=models.Index(condition=models.Q(('breached_at__isnull', False)), fields=['due_at', 'id'], name='clock_run_late'),
        ),
        migrations.AddIndex(
            model_name='clockrun',
            index=models.Index(condition=models.Q(('breached_at__isnull', False), ('outcome', 'met'), _connector='OR'), fields=['partner', 'leg', 'due_at', 'id'], name='clock_run_judged'),
        ),
        migrations.AddConstraint(
            model_name='clockrun',
            constraint=models.CheckConstraint(condition=models.Q(('barred', False), ('breached_at__isnull', False), _connector='OR'), name='clock_run_barred_was_missed'),
        ),
        migrations.AddConstraint(
            model_name='clockrun',
            constraint=models.UniqueConstraint(fields=('ticket', 'name', 'run'), name='clock_run_once'),
        ),
        migrations.AddConstraint(
            model_name='clockrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('outcome', '')), models.Q(('ended_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='clock_run_ended_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='clockrun',
            constraint=models.CheckConstraint(condition=models.Q(('breached_at__isnull', True), models.Q(('breached_at', models.F('due_at')), ('due_at__isnull', False)), _connector='OR'), name='clock_run_breach_at_due'),
        ),
        migrations.AddConstraint(
            model_name='ticketlink',
            constraint=models.UniqueConstraint(fields=('ticket', 'other', 'kind'), name='ticket_link_once'),
        ),
        migrations.AddIndex(
            model_name='tickettag',
            index=models.Index(fields=['name', 'partner', 'leg', 'ticket'], name='ticket_tagged'),
        ),
        migrations.AddConstraint(
            model_name='tickettag',
            constraint=models.UniqueConstraint(fields=('ticket', 'audience', 'name'), name='ticket_tag_once'),
        ),
        migrations.AddIndex(
            model_name='violation',
            index=models.Index(fields=['partner', '-registered_at', '-id'], name='violation_of_partner'),
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.UniqueConstraint(fields=('ticket', 'person'), name='watcher_once'),
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('mail', 'Mail')], default='mail', max_length=8)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('failed', 'Failed'), ('sent', 'Sent'), ('given_up', 'Given Up'), ('dropped', 'Dropped'), ('joined', 'Joined')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, choices=[('removed', 'Removed'), ('no_address', 'No Address'), ('out_of_reach', 'Out Of Reach'), ('unwanted', 'Unwanted'), ('bounces', 'Bounces'), ('read', 'Read')], max_length=12)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('message_id', models.CharField(blank=True, max_length=300)),
                ('slot', models.DateTimeField(blank=True, null=True)),
                ('of_ticket', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('digest', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='joined', to='records.delivery')),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.notice')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'delivery',
            },
        ),
        migrations.CreateModel(
            name='LetterChoice',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('kinds', models.JSONField(default=dict)),
                ('beside', models.JSONField(default=dict)),
                ('parts', models.JSONField(default=dict)),
                ('quiet_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('quiet_until', models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                'db_table': 'letter_choice',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__range', (0, 1439)), ('quiet_until__range', (0, 1439))), _connector='OR'), name='letter_choice_quiet_hours')],
            },
        ),
        migrations.CreateModel(
            name='DeadlineFeed',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('secret', models.CharField(max_length=64, unique=True)),
                ('everybody', models.BooleanField(default=False)),
                ('subjects', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'deadline_feed',
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('secret', models.CharField(max_length=64, unique=True)),
                ('scopes', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('minute_at', models.DateTimeField(blank=True, null=True)),
                ('taken', models.IntegerField(default=0)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'api_token',
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('listing', models.CharField(max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('given', models.CharField(blank=True, max_length=4000)),
                ('digest', models.CharField(max_length=64)),
                ('form', models.CharField(max_length=8)),
                ('language', models.CharField(max_length=8)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('ready', 'Ready'), ('denied', 'Denied'), ('too_long', 'Too Long'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'export',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try'], name='export_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('person', 'digest'), name='export_waits_once')],
            },
        ),
        migrations.CreateModel(
            name='UploadPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('until', models.DateTimeField()),
                ('given_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('given_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.message')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'upload_place',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('audience__in', ['public', 'partner']), ('leg', 'client')), models.Q(('audience__in', ['vendor_leg', 'vendor', 'joint']), ('leg', 'vendor')), _connector='OR'), name='upload_place_audience_of_leg'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket',), name='upload_place_once')],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('leg', models.CharField(blank=True, choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(blank=True, choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('name', models.CharField(max_length=255)),
                ('size', models.BigIntegerField()),
                ('came', models.BigIntegerField(default=0)),
                ('over', models.BooleanField(default=False)),
                ('holder', models.CharField(blank=True, max_length=32)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('begun_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('draft', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.draft')),
                ('message', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.message')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('place', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.uploadplace')),
                ('ticket', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'upload',
                'indexes': [models.Index(fields=['until'], name='upload_until')],
                'constraints': [models.CheckConstraint(condition=models.Q(('came__gte', 0), ('came__lte', models.F('size')), ('size__gt', 0)), name='upload_within_its_size'), models.CheckConstraint(condition=models.Q(models.Q(('audience', ''), ('message__isnull', True), ('ticket__isnull', True)), models.Q(('client__isnull', False), ('message__isnull', False), ('partner__isnull', False), ('ticket__isnull', False), models.Q(models.Q(('audience__in', ['public', 'partner']), ('leg', 'client')), models.Q(('audience__in', ['vendor_leg', 'vendor', 'joint']), ('leg', 'vendor')), _connector='OR')), _connector='OR'), name='upload_of_ticket_has_audience')],
            },
        ),
        migrations.CreateModel(
            name='CaughtLetter',
            fields=[
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='caught', serialize=False, to='records.delivery')),
                ('raw', models.CharField(max_length=1000000)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'caught_letter',
            },
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('next_try__isnull', False)), fields=['next_try'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['state', '-created_at', 'id'], name='delivery_by_state'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('digest__isnull', False)), fields=['digest'], name='delivery_of_digest'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('of_ticket', False), ('slot__isnull', False)), fields=('person', 'slot'), name='delivery_one_digest'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'joined'), _negated=True), models.Q(('digest__isnull', False), ('slot__isnull', True)), _connector='OR'), name='delivery_joined_to_one'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('notice', 'channel'), name='delivery_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), models.Q(('next_try__isnull', True), ('state__in', ['sent', 'given_up', 'dropped', 'joined'])), _connector='OR'), name='delivery_tried_while_open'),
        ),
        migrations.AddIndex(
            model_name='caughtletter',
            index=models.Index(fields=['person', '-at', 'delivery'], name='caught_letter_of_person'),
        ),
        migrations.CreateModel(
            name='BouncedAddress',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('email', models.CharField(max_length=300)),
                ('said', models.CharField(blank=True, max_length=300)),
                ('since', models.DateTimeField()),
            ],
            options={
                'db_table': 'bounced_address',
            },
        ),
        migrations.CreateModel(
            name='IncomingLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('box', models.CharField(max_length=300)),
                ('digest', models.CharField(max_length=64)),
                ('raw', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('arrived_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('held', 'Held'), ('drafted', 'Drafted'), ('automatic', 'Automatic'), ('noted', 'Noted'), ('entered', 'Entered'), ('answered', 'Answered'), ('discarded', 'Discarded'), ('form', 'Form'), ('confirmed', 'Confirmed')], default='waiting', max_length=9)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, choices=[('stranger', 'Stranger'), ('several', 'Several'), ('unproved', 'Unproved'), ('no_sender', 'No Sender'), ('not_theirs', 'Not Theirs'), ('may_not', 'May Not'), ('unreadable', 'Unreadable'), ('too_large', 'Too Large'), ('bounce', 'Bounce'), ('outage', 'Outage'), ('form_who', 'Form Who'), ('form_where', 'Form Where'), ('form_bad', 'Form Bad')], max_length=10)),
                ('sender', models.CharField(blank=True, max_length=300)),
                ('sender_name', models.CharField(blank=True, max_length=200)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('own_words', models.CharField(blank=True, max_length=20000)),
                ('whole_text', models.CharField(blank=True, max_length=100000)),
                ('headers', models.JSONField(default=list)),
                ('files', models.JSONField(default=list)),
                ('ticket_number', models.CharField(blank=True, max_length=40)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('settler_name', models.CharField(blank=True, max_length=200)),
                ('reason', models.CharField(blank=True, max_length=4000)),
                ('form_for', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'incoming_letter',
                'indexes': [models.Index(condition=models.Q(('next_try__isnull', False)), fields=['next_try'], name='incoming_letter_due'), models.Index(condition=models.Q(('state', 'form')), fields=['person', '-arrived_at'], name='incoming_letter_form'), models.Index(fields=['organisation', 'state', '-arrived_at', 'id'], name='incoming_letter_of_desk')],
                'constraints': [models.UniqueConstraint(fields=('box', 'digest'), name='incoming_letter_once'), models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_try__isnull', True)), _connector='OR'), name='incoming_letter_tried_while_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['form', 'confirmed']), _negated=True), models.Q(('form_for__isnull', False), ('person__isnull', False)), _connector='OR'), name='incoming_letter_form_is_somebodys')],
            },
        ),
        migrations.CreateModel(
            name='Outage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of_vendor', models.BooleanField()),
                ('began_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('over', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, max_length=4000)),
                ('declared_by_name', models.CharField(blank=True, max_length=200)),
                ('declared_at', models.DateTimeField()),
                ('spell', models.UUIDField(blank=True, null=True, unique=True)),
                ('declared_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'outage',
                'indexes': [models.Index(fields=['organisation', '-began_at', '-id'], name='outage_of_organisation'), models.Index(condition=models.Q(('over', False)), fields=['ends_at'], name='outage_not_over')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('began_at')), _connector='OR'), name='outage_instants_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kabinet.records.models.outage.House(models.F('organisation'), models.F('organisation'), models.Value('[]')), '&&'), (kabinet.records.models.outage.Time(models.F('began_at'), models.F('ends_at')), '&&')], name='outage_declared_once'), models.CheckConstraint(condition=models.Q(('over', False), ('ends_at__isnull', False), _connector='OR'), name='outage_over_has_end'), models.CheckConstraint(condition=models.Q(models.Q(('declared_by__isnull', False), ('spell__isnull', True)), models.Q(('declared_by__isnull', True), ('of_vendor', True), ('spell__isnull', False)), _connector='OR'), name='outage_declared_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('channel', models.CharField(default='browser', max_length=200)),
                ('known_by', models.CharField(max_length=64, unique=True)),
                ('service', models.CharField(max_length=200)),
                ('sealed', models.CharField(max_length=2000)),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('urgent_only', models.BooleanField(default=False)),
                ('contents', models.BooleanField(default=False)),
                ('added_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'device',
                'constraints': [models.UniqueConstraint(condition=models.Q(('channel', 'browser'), _negated=True), fields=('person', 'channel'), name='device_one_chat')],
            },
        ),
        migrations.CreateModel(
            name='ChatCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('channel', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'chat_code',
                'constraints': [models.UniqueConstraint(fields=('person', 'channel'), name='chat_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.device')),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.notice')),
            ],
            options={
                'db_table': 'alert',
                'indexes': [models.Index(fields=['next_try'], name='alert_due')],
                'constraints': [models.UniqueConstraint(fields=('notice', 'device'), name='alert_once')],
            },
        ),
        migrations.CreateModel(
            name='LogSummary',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='log_summary', serialize=False, to='records.file')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('ready', 'Ready'), ('other', 'Other'), ('failed', 'Failed')], default='waiting', max_length=7)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('summary', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'log_summary',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try'], name='log_summary_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('read_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_try__isnull', True), ('read_at__isnull', False)), _connector='OR'), name='log_summary_waits_or_was_read')],
            },
        ),
        migrations.CreateModel(
            name='FileScan',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='scan', serialize=False, to='records.file')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('clean', 'Clean'), ('infected', 'Infected'), ('unscanned', 'Unscanned')], default='waiting', max_length=9)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('since', models.DateTimeField()),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('scanned_at', models.DateTimeField(blank=True, null=True)),
                ('found', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'db_table': 'file_scan',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try'], name='file_scan_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('scanned_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_try__isnull', True), ('scanned_at__isnull', False)), _connector='OR'), name='file_scan_waits_or_is_over'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'infected'), models.Q(('found', ''), _negated=True)), models.Q(models.Q(('state', 'infected'), _negated=True), ('found', '')), _connector='OR'), name='file_scan_names_what_was_found')],
            },
        ),
        *(bounded(*each) for each in BOUNDED),
        *(of_its_ticket(table) for table in ROWS_OF_TICKET),
        NUMBERS,
        *WORDS,
        search("ticket", f"{SUBJECT} || {PEOPLE}"),
        search("message", TEXT),
        PROBLEMS,
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('url', models.CharField(max_length=300)),
                ('groups', models.CharField(max_length=200)),
                ('sealed', models.CharField(max_length=300)),
                ('former', models.CharField(blank=True, max_length=300)),
                ('former_until', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('on', 'On'), ('paused', 'Paused'), ('off', 'Off')], default='on', max_length=8)),
                ('why', models.CharField(blank=True, choices=[('failing', 'Failing'), ('gone', 'Gone'), ('orphaned', 'Orphaned'), ('unreadable', 'Unreadable')], max_length=12)),
                ('made_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('kept_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'webhook',
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('message_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('failed', 'Failed'), ('sent', 'Sent'), ('dead', 'Dead'), ('dropped', 'Dropped')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('entry', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.journalentry')),
                ('ticket', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
                ('webhook', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.webhook')),
            ],
            options={
                'db_table': 'webhook_delivery',
                'indexes': [models.Index(condition=models.Q(('next_try__isnull', False)), fields=['next_try'], name='webhook_delivery_due'), models.Index(condition=models.Q(('next_try__isnull', False)), fields=['webhook', 'ticket', 'id'], name='webhook_delivery_open'), models.Index(fields=['webhook', 'state', '-id'], name='webhook_delivery_listed')],
                'constraints': [models.UniqueConstraint(fields=('webhook', 'entry'), name='webhook_delivery_once'), models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('ticket__isnull', False)), models.Q(('entry__isnull', True), ('ticket__isnull', True)), _connector='OR'), name='webhook_delivery_of_fact'), models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), models.Q(('next_try__isnull', True), ('state__in', ['sent', 'dead', 'dropped'])), _connector='OR'), name='webhook_delivery_tried_while_open')],
            },
        ),
        migrations.CreateModel(
            name='ImportedTicket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('desk', models.CharField(max_length=80)),
                ('old_number', models.CharField(max_length=60)),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('client_name', models.CharField(max_length=60)),
                ('partner_name', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=80)),
                ('author_name', models.CharField(blank=True, max_length=200)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('run', models.UUIDField(db_index=True)),
                ('imported_at', models.DateTimeField()),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
            ],
            options={
                'db_table': 'imported_ticket',
            },
        ),
        migrations.CreateModel(
            name='ImportedMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('place', models.PositiveIntegerField()),
                ('author_name', models.CharField(max_length=200)),
                ('text', models.CharField(max_length=20000)),
                ('said_at', models.DateTimeField()),
                ('author', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.importedticket')),
            ],
            options={
                'db_table': 'imported_message',
            },
        ),
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('audience', models.CharField(choices=[('public', 'client and partner'), ('partner', 'partner only'), ('vendor_leg', 'partner and vendor'), ('vendor', 'vendor only'), ('joint', "partner, vendor and the client's participants")], max_length=10)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.content')),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='records.importedmessage')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.importedticket')),
            ],
            options={
                'db_table': 'imported_file',
            },
        ),
        migrations.AddIndex(
            model_name='importedticket',
            index=models.Index(fields=['client', '-closed_at', '-id'], name='imported_of_client'),
        ),
        migrations.AddIndex(
            model_name='importedticket',
            index=models.Index(fields=['partner', '-closed_at', '-id'], name='imported_of_partner'),
        ),
        migrations.AddIndex(
            model_name='importedticket',
            index=models.Index(fields=['-closed_at', '-id'], name='imported_by_time'),
        ),
        migrations.AddConstraint(
            model_name='importedticket',
            constraint=models.UniqueConstraint(fields=('source', 'old_number'), name='imported_ticket_once'),
        ),
        migrations.AddConstraint(
            model_name='importedticket',
            constraint=models.UniqueConstraint(fields=('id', 'leg', 'client', 'partner'), name='imported_ticket_tenant'),
        ),
        migrations.AddConstraint(
            model_name='importedticket',
            constraint=models.CheckConstraint(condition=models.Q(('leg', 'client')), name='imported_ticket_of_client_leg'),
        ),
        migrations.AddConstraint(
            model_name='importedticket',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__gte', models.F('opened_at'))), name='imported_ticket_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='importedmessage',
            constraint=models.UniqueConstraint(fields=('ticket', 'place'), name='imported_message_place'),
        ),
        migrations.AddConstraint(
            model_name='importedmessage',
            constraint=models.CheckConstraint(condition=models.Q(('leg', 'client'), ('audience__in', ['public', 'partner'])), name='imported_message_heard_on_leg'),
        ),
        migrations.AddIndex(
            model_name='importedfile',
            index=models.Index(fields=['ticket', 'id'], name='imported_file_of_ticket'),
        ),
        migrations.AddConstraint(
            model_name='importedfile',
            constraint=models.CheckConstraint(condition=models.Q(('leg', 'client'), ('audience__in', ['public', 'partner'])), name='imported_file_heard_on_leg'),
        ),
        of_its_ticket("imported_message", "imported_ticket"),
        of_its_ticket("imported_file", "imported_ticket"),
        search("imported_ticket", f"{SUBJECT} || {OLD}"),
        search("imported_message", TEXT),
        migrations.CreateModel(
            name='Bridge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('program', models.CharField(max_length=20)),
                ('url', models.CharField(max_length=300)),
                ('account', models.CharField(max_length=200)),
                ('sealed', models.CharField(max_length=1000)),
                ('queue', models.CharField(max_length=200)),
                ('statuses', models.JSONField(blank=True, default=dict)),
                ('levels', models.JSONField(blank=True, default=dict)),
                ('creates', models.BooleanField(default=True)),
                ('registers', models.BooleanField(default=False)),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('impact', models.CharField(blank=True, max_length=24)),
                ('state', models.CharField(choices=[('on', 'On'), ('paused', 'Paused'), ('off', 'Off')], default='on', max_length=8)),
                ('why', models.CharField(blank=True, choices=[('orphaned', 'Orphaned'), ('unreadable', 'Unreadable')], max_length=12)),
                ('made_at', models.DateTimeField()),
                ('seen', models.CharField(blank=True, max_length=60)),
                ('next_look', models.DateTimeField()),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('silent_since', models.DateTimeField(blank=True, null=True)),
                ('told_silent', models.BooleanField(default=False)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('kept_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('system', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.system')),
            ],
            options={
                'db_table': 'bridge',
            },
        ),
        migrations.CreateModel(
            name='BridgeArrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('foreign', models.CharField(max_length=60)),
                ('what', models.CharField(max_length=8)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(blank=True, max_length=40)),
                ('happened_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('failed', 'Failed'), ('done', 'Done'), ('dead', 'Dead'), ('dropped', 'Dropped')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('verdict', models.JSONField(blank=True, default=dict)),
                ('taken_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('bridge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.bridge')),
                ('ticket', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'bridge_arrival',
            },
        ),
        migrations.CreateModel(
            name='BridgeDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('failed', 'Failed'), ('done', 'Done'), ('dead', 'Dead'), ('dropped', 'Dropped')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('asked', models.BooleanField(default=False)),
                ('next_try', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('bridge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.bridge')),
                ('entry', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.journalentry')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'bridge_delivery',
            },
        ),
        migrations.CreateModel(
            name='BridgeLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leg', models.CharField(choices=[('client', 'client'), ('vendor', 'vendor')], max_length=6)),
                ('desk', models.CharField(max_length=60)),
                ('foreign', models.CharField(max_length=60)),
                ('url', models.CharField(max_length=300)),
                ('born_there', models.BooleanField(default=False)),
                ('status', models.CharField(blank=True, max_length=40)),
                ('status_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('bridge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.bridge')),
                ('client', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('partner', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.organisation')),
                ('ticket', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.ticket')),
            ],
            options={
                'db_table': 'bridge_link',
            },
        ),
        migrations.AddIndex(
            model_name='bridge',
            index=models.Index(condition=models.Q(('state', 'on')), fields=['next_look'], name='bridge_due'),
        ),
        migrations.AddConstraint(
            model_name='bridge',
            constraint=models.UniqueConstraint(fields=('organisation', 'client'), name='bridge_once'),
        ),
        migrations.AddConstraint(
            model_name='bridge',
            constraint=models.CheckConstraint(condition=models.Q(('registers', False), models.Q(('level__isnull', False), ('system__isnull', False), models.Q(('impact', ''), _negated=True)), _connector='OR'), name='bridge_registers_whole'),
        ),
        migrations.AddConstraint(
            model_name='bridge',
            constraint=models.CheckConstraint(condition=models.Q(('registers', False), ('organisation', models.F('client')), _connector='OR'), name='bridge_registers_own'),
        ),
        migrations.AddConstraint(
            model_name='bridge',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.comparison.Cast('statuses', models.TextField())), 20000), name='bridge_statuses_length'),
        ),
        migrations.AddConstraint(
            model_name='bridge',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.comparison.Cast('levels', models.TextField())), 20000), name='bridge_levels_length'),
        ),
        migrations.AddIndex(
            model_name='bridgearrival',
            index=models.Index(condition=models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), fields=['next_try'], name='bridge_arrival_due'),
        ),
        migrations.AddIndex(
            model_name='bridgearrival',
            index=models.Index(condition=models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), fields=['bridge', 'foreign', 'id'], name='bridge_arrival_open'),
        ),
        migrations.AddIndex(
            model_name='bridgearrival',
            index=models.Index(fields=['bridge', 'state', '-id'], name='bridge_arrival_listed'),
        ),
        migrations.AddConstraint(
            model_name='bridgearrival',
            constraint=models.UniqueConstraint(fields=('bridge', 'key'), name='bridge_arrival_once'),
        ),
        migrations.AddConstraint(
            model_name='bridgearrival',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), models.Q(('next_try__isnull', True), ('state__in', ['done', 'dead', 'dropped'])), _connector='OR'), name='bridge_arrival_tried_while_open'),
        ),
        migrations.AddConstraint(
            model_name='bridgearrival',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.comparison.Cast('verdict', models.TextField())), 60000), name='bridge_arrival_verdict_length'),
        ),
        migrations.AddIndex(
            model_name='bridgedelivery',
            index=models.Index(condition=models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), fields=['next_try'], name='bridge_delivery_due'),
        ),
        migrations.AddIndex(
            model_name='bridgedelivery',
            index=models.Index(condition=models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), fields=['bridge', 'ticket', 'id'], name='bridge_delivery_open'),
        ),
        migrations.AddIndex(
            model_name='bridgedelivery',
            index=models.Index(fields=['bridge', 'state', '-id'], name='bridge_delivery_listed'),
        ),
        migrations.AddConstraint(
            model_name='bridgedelivery',
            constraint=models.UniqueConstraint(fields=('bridge', 'entry'), name='bridge_delivery_once'),
        ),
        migrations.AddConstraint(
            model_name='bridgedelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_try__isnull', False), ('state__in', ['waiting', 'failed'])), models.Q(('next_try__isnull', True), ('state__in', ['done', 'dead', 'dropped'])), _connector='OR'), name='bridge_delivery_tried_while_open'),
        ),
        migrations.AddConstraint(
            model_name='bridgelink',
            constraint=models.UniqueConstraint(fields=('ticket', 'bridge'), name='bridge_link_once'),
        ),
        migrations.AddConstraint(
            model_name='bridgelink',
            constraint=models.UniqueConstraint(fields=('bridge', 'foreign'), name='bridge_link_of_foreign'),
        ),
        migrations.AddConstraint(
            model_name='bridgelink',
            constraint=models.CheckConstraint(condition=models.Q(('leg', 'client')), name='bridge_link_of_client_leg'),
        ),
        of_its_ticket("bridge_link"),
    ]
