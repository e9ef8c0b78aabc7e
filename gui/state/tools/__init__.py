"""The tools: pure machines from one event to the next state and its commands."""
