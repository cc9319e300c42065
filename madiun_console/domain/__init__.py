"""What the field knows, as pure functions and frozen values.

Rule of the package: no I/O and no clock of its own; time, ids and table texts come in as arguments. It imports the
standard library and pure libraries only, and nothing of the packages above it.
"""
