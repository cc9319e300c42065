"""One function per thing a person can do.

Rule: one call is one transaction, checks the person's right first, and returns `Changes`.
"""
