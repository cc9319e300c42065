"""Konsol Madiun, the call-center console for early detection and prevention of social conflict in Kota Madiun.

Rule of the package: arrows point down, app > ui > (actions | queries | sync | insight) > db > domain.
"""
