"""One function per question a screen asks.

Rule: reads only, returns frozen rows, and never shows an identity unmasked.
"""
