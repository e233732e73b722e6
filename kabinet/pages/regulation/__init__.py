"""The regulation as people read it, its versions, and the production calendar."""
