"""Conditions as data: views, queues and routing rules of the desk."""
