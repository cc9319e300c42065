"""The local store: one encrypted SQLite file.

Rule: facts are only ever added, everything else is a projection that can be rebuilt; one connection writes,
readers only read; nothing above imports SQL.
"""
