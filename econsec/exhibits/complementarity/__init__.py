"""Exhibits on fit: whose sales suit whose purchases."""
