"""Consultations: which kinds a project needs, their steps, when they collide, and how far one has got.

`kinds` says which apply, who leads them and whom to ask; `steps` the working list of each; `overlaps` what should be
kept apart; `state` how far one has got. Pure: plain values in, answers out.
"""
