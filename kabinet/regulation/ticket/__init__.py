"""A ticket before the law: its level, what it must tell, its life."""
