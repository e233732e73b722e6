"""Notices as letters: how one is written, who gets which, and what became of them."""
