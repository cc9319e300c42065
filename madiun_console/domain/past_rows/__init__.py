"""Rows of past call logs: what their columns mean, how their cells are read, and as which subject a row is known again.

Pure: cells in, a `PastRow` or the reasons against it out. Files are read and written by `data_files`.
"""
