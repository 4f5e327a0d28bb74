"""Figures that move: publishers' own services, asked politely, kept byte for byte, turned into vintages of tables.

Nothing here is imported by a report: rendering never asks a network.
"""
