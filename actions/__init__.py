"""Frontdesk's Rasa actions. Thin: read the tracker, call one service, return events."""
