"""The rules, one a module: each has a NAME and a `check` that yields problems."""
