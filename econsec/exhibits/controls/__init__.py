"""Exhibits on export controls and official lists."""
