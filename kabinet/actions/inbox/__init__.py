"""Letters that come: kept before their server lets go of them, read, matched, held for a person of the desk."""
