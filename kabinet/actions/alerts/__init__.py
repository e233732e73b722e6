"""Notices that a browser shows by itself (Web Push): written beside the notice, sent by a job, as their reader chose."""
