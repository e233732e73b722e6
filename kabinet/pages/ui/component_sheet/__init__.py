"""Every part of the look on one page, for eyes and for screenshots; its data is invented."""
