"""What stands beside a ticket on its page: linked tickets and duplicates, watchers, tags; words at hand while one writes."""
