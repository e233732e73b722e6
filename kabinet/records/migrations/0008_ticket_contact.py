"""The contact named in a ticket is a person on record. In tickets of before it is whoever bears the name that was typed,
where that is one confirmed contact of the party that asked, else the author, who was told in their place until now."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FILL = """
SELECT set_config('kabinet.side', 'system', true);
UPDATE ticket t SET contact_id = p.id, contact_name = p.name, contact_phone = left(coalesce(n.phone, p.phone), 300),
  contact_email = left(coalesce(n.email, p.email), 300)
FROM (
  SELECT t.id,
    CASE t.leg WHEN 'client' THEN s.values->>'phone' ELSE s.values->>'partner_phone' END AS phone,
    CASE t.leg WHEN 'client' THEN s.values->>'email' END AS email,
    coalesce((SELECT CASE WHEN count(DISTINCT q.id) = 1 THEN min(q.id) END FROM person q
      JOIN membership m ON m.person_id = q.id AND m.confirmed_at IS NOT NULL
        AND m.organisation_id = CASE t.leg WHEN 'client' THEN t.client_id ELSE t.partner_id END
      WHERE q.name = CASE t.leg WHEN 'client' THEN s.values->>'contact' ELSE s.values->>'partner_contact' END),
      t.author_id) AS person
  FROM ticket t LEFT JOIN sheet s ON s.ticket_id = t.id WHERE t.contact_id IS NULL) n
JOIN person p ON p.id = n.person
WHERE t.id = n.id;
SELECT set_config('kabinet.side', '', true)
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0007_supersession")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="contact_name",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ticket",
            name="contact_phone",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ticket",
            name="contact_email",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact__isnull", True), ("contact_name", ""))
                | models.Q(("contact__isnull", False), models.Q(("contact_name", ""), _negated=True)),
                name="ticket_contact_named",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
