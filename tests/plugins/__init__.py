"""Plugins named on pytest's command line."""
