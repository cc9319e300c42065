"""The pages before anybody works: first start, sign-in, locked, and a store that cannot be opened.

Rule: these pages show nothing of the data but names of people, and never hold a password longer than the call
that checks it.
"""
