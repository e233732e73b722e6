"""The journal and what is kept beside it: a row an act, and a row for what the law did by itself (docs/journal.md)."""
