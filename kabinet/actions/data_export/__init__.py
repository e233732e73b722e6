"""Everything that people entered, as JSON lines for another program (docs/import.md): not a backup, and without walls."""
