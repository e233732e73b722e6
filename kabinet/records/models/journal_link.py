"""What holds the rows of the journal together: a chain a ticket, and a head a day over all chains (docs/evidence.md)."""

from django.db import models


class JournalLink(models.Model):
    """The place of one row in its ticket's chain. Written by the database itself when the row is (chain_functions.py).

    `link` is sha256 of the former one of the ticket and of what the row says with its `salt`: so a row that a reader may
    not see is a link of theirs all the same, and what it says cannot be guessed from it.
    """

    entry = models.BigIntegerField(primary_key=True)
    ticket = models.BigIntegerField()
    nth = models.PositiveIntegerField()
    salt = models.BinaryField()
    link = models.BinaryField()

    class Meta:
        db_table = "journal_link"
        # Two rows at one place would be a chain that parts.
        constraints = [models.UniqueConstraint(name="journal_link_nth", fields=["ticket", "nth"])]


class JournalHead(models.Model):
    """What all chains had come to when a day of Moscow was over: `root` over `count` leaves; `head` is of it
    and of the `former` one."""

    day = models.DateField(primary_key=True)
    count = models.PositiveIntegerField()
    root = models.BinaryField()
    former = models.BinaryField()
    head = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "journal_head"


class JournalLeaf(models.Model):
    """The last link of a ticket whose chain had grown by that day; `place` is the leaf's, from nothing on."""

    day = models.DateField()
    place = models.PositiveIntegerField()
    ticket = models.BigIntegerField()
    nth = models.PositiveIntegerField()
    link = models.BinaryField()

    class Meta:
        db_table = "journal_leaf"
        constraints = [
            models.UniqueConstraint(name="journal_leaf_place", fields=["day", "place"]),
            models.UniqueConstraint(name="journal_leaf_once", fields=["ticket", "nth"]),
        ]
