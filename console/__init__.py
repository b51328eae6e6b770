"""Jindu: how a county's annual targets stand, shown in a terminal."""

__version__ = "0.1.0"
