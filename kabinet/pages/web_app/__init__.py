"""Kabinet on the home screen: what makes a browser offer to install it, and the page that stands there without a network."""
