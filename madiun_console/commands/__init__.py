"""What the program does without its window.

Rule: a command takes the parsed arguments and a voice, tells people in their language and gives an exit code; it never
prints a traceback and never asks.
"""
