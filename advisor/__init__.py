"""Crawl, Walk, Run: choose fully, partially or self-managed infrastructure for AI workloads."""

__version__ = "0.1.0"
