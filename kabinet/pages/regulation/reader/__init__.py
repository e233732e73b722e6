"""The regulation as it applies to the reader."""
