"""Small pictures as SVG: server-rendered, sizes as attributes, never a style; each says in words what it shows."""
