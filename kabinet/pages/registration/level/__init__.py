"""The first step of registration: the system, the symptoms, and the level that they come to."""
