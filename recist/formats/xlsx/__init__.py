"""The tables of an export as one workbook."""
