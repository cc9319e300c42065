"""Measures the promises of the program as ratios against a baseline of the same run; nothing in the program imports it."""
