"""Sonograph: send sound, get exactly the numbers your model was trained on."""

__version__ = "0.1.0"
