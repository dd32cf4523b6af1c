"""Measurement and reporting: records become evidence, evidence becomes findings."""
