"""Evidence: the heads of the journal's chains, and packs that anybody checks without the desk (docs/evidence.md)."""
