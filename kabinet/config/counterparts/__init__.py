"""What the operator says of programs elsewhere: identity providers, mailboxes, push services. Read and checked at start."""
