"""What stands beside a ticket and what a desk keeps for itself: links, duplicates, watchers, tags, answers, rules."""
