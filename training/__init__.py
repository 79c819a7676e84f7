"""Trains the models that Digits ships and writes everything under models/."""
