"""Notices that come to people outside of Kabinet, in a browser (Web Push) or a messenger: written beside the notice, sent by
a job, as their reader chose."""
