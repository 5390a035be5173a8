"""Joins the stages: one module for each step of a run, and `run` for all of them.

It exports nothing itself: whoever needs one step imports that step, and not the
libraries of the others.
"""
