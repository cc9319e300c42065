"""What a supervisor looks through: closings that wait, levels lowered, identities read, the quality sample, late promises.

Rule: no identity stands here, and no result names a person; verdicts are given one at a time and the next one is chosen.
"""
