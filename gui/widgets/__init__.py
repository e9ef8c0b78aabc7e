"""Qt widgets: paint the state, send intents."""
