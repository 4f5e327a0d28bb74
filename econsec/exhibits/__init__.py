"""Exhibits: a finding, its chart, its table and its source, never one without the others."""
