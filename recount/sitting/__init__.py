"""A person at a terminal: keys in, questions out. What the answers mean is decided in `recount.review`."""
