"""The live queue: the list of incidents that moves under the operator's eyes without ever losing their place.

Rule: `queue_feed` alone asks for rows; the model is patched and never rebuilt while it is looked at; ages and
clocks are read when a cell is painted, so time passes without touching the model.
"""
