"""Two versions of the regulation against one another, by what they mean and by their texts."""
