"""The texts of the screen as they are collected for translators, and the languages there are."""
