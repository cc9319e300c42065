"""The desk of an agency: what was given to it, and its own acts by single keys.

Rule: shows only what its feed holds; people of the call center are told as the call center.
"""
