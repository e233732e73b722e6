"""Whether what a browser sent was done: asked when the answer got lost."""
