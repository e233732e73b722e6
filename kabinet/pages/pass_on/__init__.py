"""Passing a client's ticket on to the vendor: prepared together, shown as the vendor will see it, sent by who may."""
