"""A notice keeps what it is about instead of the path that it opens, which the pages alone know."""

from django.db import migrations, models

# Each path that acts wrote, and what stood behind it; one that nobody wrote leads to the list of notices, as it did.
SUBJECTS = r"""
SELECT set_config('kabinet.side', 'system', true);
UPDATE notice SET subject = 'ticket' WHERE ticket_id IS NOT NULL;
UPDATE notice n SET subject = s.subject, subject_key = coalesce(substring(n.address FROM s.path), '')
FROM (VALUES
  ('ticket', '^/tickets/([^/]+)/$'),
  ('people', '^/organisations/([0-9]+)/people/$'),
  ('papers', '^/organisations/([0-9]+)/papers/$'),
  ('agreement', '^/agreements/([0-9]+)/$'),
  ('handover', '^/handovers/([0-9]+)/$'),
  ('refusal_report', '^/refusal-reports/([0-9]+)/$'),
  ('violation', '^/violations/([0-9]+)/$'),
  ('regulation', '^/rules/version/([^/]+)/$'),
  ('contacts_to_confirm', '^/confirmations/()$'),
  ('own_papers', '^/papers/()$'),
  ('papers_to_confirm', '^/papers/waiting/()$'),
  ('handovers', '^/handovers/()$'),
  ('calendar', '^/rules/#calendar()$'),
  ('calendars_to_keep', '^/calendars/()$')) s (subject, path)
WHERE n.ticket_id IS NULL AND n.address ~ s.path;
UPDATE notice SET subject = 'own_access' WHERE subject = '';
SELECT set_config('kabinet.side', '', true)
"""
ADDRESSES = """
SELECT set_config('kabinet.side', 'system', true);
UPDATE notice SET subject_key = CASE WHEN ticket_id IS NULL THEN '' ELSE subject_key END, address = CASE
  WHEN ticket_id IS NOT NULL THEN ''
  ELSE CASE subject
    WHEN 'ticket' THEN format('/tickets/%s/', subject_key)
    WHEN 'people' THEN format('/organisations/%s/people/', subject_key)
    WHEN 'papers' THEN format('/organisations/%s/papers/', subject_key)
    WHEN 'agreement' THEN format('/agreements/%s/', subject_key)
    WHEN 'handover' THEN format('/handovers/%s/', subject_key)
    WHEN 'refusal_report' THEN format('/refusal-reports/%s/', subject_key)
    WHEN 'violation' THEN format('/violations/%s/', subject_key)
    WHEN 'regulation' THEN format('/rules/version/%s/', subject_key)
    WHEN 'contacts_to_confirm' THEN '/confirmations/'
    WHEN 'own_papers' THEN '/papers/'
    WHEN 'papers_to_confirm' THEN '/papers/waiting/'
    WHEN 'handovers' THEN '/handovers/'
    WHEN 'calendar' THEN '/rules/#calendar'
    WHEN 'calendars_to_keep' THEN '/calendars/'
    ELSE '' END END;
SELECT set_config('kabinet.side', '', true)
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0011_sending")]

    operations = [
        migrations.RenameField(model_name="notice", old_name="number", new_name="subject_key"),
        migrations.AlterField(
            model_name="notice",
            name="subject_key",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="notice",
            name="subject",
            field=models.CharField(default="", max_length=24),
            preserve_default=False,
        ),
        migrations.RunSQL(SUBJECTS, ADDRESSES),
        migrations.RemoveField(model_name="notice", name="address"),
    ]
