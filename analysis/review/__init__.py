"""Checking the coding: the sentence behind every row, and how often the coder is right."""
