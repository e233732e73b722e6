from django.db import models


class ProviderAnswer(models.Model):
    """Something that an identity provider says once: kept until it is over, so that it is not taken a second time.

    `name` is a hash of the provider and of its own name of it. An answer that a browser brought by a form of the provider
    lies sealed in `said` (who it is, to which request) until the same browser fetches it under `key`, a hash of one; then
    it is emptied.
    """

    name = models.CharField(max_length=64, primary_key=True)
    key = models.CharField(max_length=64, blank=True, db_index=True)
    said = models.CharField(max_length=16000, blank=True)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "provider_answer"
