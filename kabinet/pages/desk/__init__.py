"""A desk's own work: many tickets at once, canned answers, rules by which new tickets find their people."""
