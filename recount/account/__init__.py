"""The account of a store: its verbs, from adding reports to undoing a decision."""
