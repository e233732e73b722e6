"""What each act demands beside the role: one file a kind of ground."""
