"""The tables of an export, typed, before any file format has its say."""
