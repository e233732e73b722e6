"""Lists that are made into files in the background: ordered, made, kept for some days, swept."""
