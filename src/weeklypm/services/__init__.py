"""Use cases, one module a noun: a function takes a unit of work (or a reader), asks the domain, and returns a value."""
