"""The store: one database of reports, claims and decisions, which are only ever added to, and views made from them."""
