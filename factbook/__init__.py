"""Factbook: proves fact records against stored sources and publishes them as sheets."""
