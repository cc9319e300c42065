"""The other desks: who is there, calls for help, short messages of the shift.

Rule: nothing here is in the log and nothing waits for it; without a server it says so and is out of the way.
"""
