"""Notices that reach people by letter: written beside the notice, sent by a job, as each reader chose."""
