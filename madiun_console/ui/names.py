"""Names that are the same in every language."""

PRODUCT = "Konsol Madiun"
TRAINING = "LATIHAN"
"""Marks whatever shows sample data."""
