"""What the record lists of the journal: closings without an act of the applicant, calls written down after their term. Kept
clocks learn which question and which plan is open."""

from django.db import migrations, models

# The first question since the last word of the applicant; the last plan that is neither answered nor overtaken by an offer.
ASKED = """
SELECT set_config('kabinet.side', 'system', true);
UPDATE ticket t SET clocks = t.clocks || jsonb_build_object('asked', (
  SELECT floor(extract(epoch FROM min(q.occurred_at)))::bigint FROM journal_entry q WHERE q.ticket_id = t.id
    AND q.side = 'support' AND (
      (q.kind IN ('answered', 'relayed') AND (q.data->>'answer' = 'question' OR q.data->'asks' = 'true'))
      OR (q.kind = 'called' AND q.data->'reached' = 'true' AND q.data->'asks' = 'true'))
    AND NOT EXISTS (SELECT FROM journal_entry w WHERE w.ticket_id = t.id AND (w.occurred_at, w.id) > (q.occurred_at, q.id)
      AND ((w.kind = 'replied' AND w.side = 'applicant') OR (w.kind = 'called' AND w.data->'reached' = 'true')))),
  'planned', (
  SELECT floor(extract(epoch FROM max(p.occurred_at)))::bigint FROM journal_entry p WHERE p.ticket_id = t.id
    AND p.side = 'support' AND p.kind IN ('answered', 'relayed') AND p.data->>'answer' = 'plan'
    AND NOT EXISTS (SELECT FROM journal_entry w WHERE w.ticket_id = t.id AND (w.occurred_at, w.id) > (p.occurred_at, p.id)
      AND (w.kind IN ('plan_agreed', 'plan_refused') OR (w.kind IN ('answered', 'relayed') AND (
        w.data->>'answer' = 'solution' OR (w.data->>'answer' = 'workaround' AND w.data->'final' = 'true')))))))
WHERE NOT t.clocks ? 'asked'
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0009_deadlines_without_right")]

    operations = [
        migrations.AddIndex(
            model_name="journalentry",
            index=models.Index(
                condition=models.Q(
                    ("kind__in", ["claimed", "closed", "closed_by_silence", "closed_by_word"])
                ),
                fields=["partner", "leg", "recorded_at", "id"],
                name="journal_of_record",
            ),
        ),
        migrations.RunSQL(ASKED, migrations.RunSQL.noop),
    ]
