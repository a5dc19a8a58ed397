"""Tests of reading, and the tables they run."""
