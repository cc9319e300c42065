"""What changed while this desk was offline: a strip that counts it, and a panel that lists it.

Rule: it is told by the link when an exchange is complete, asks the store once, and shows only what others did.
"""
