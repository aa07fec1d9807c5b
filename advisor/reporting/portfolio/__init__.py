"""A portfolio as a page, a workbook or a table."""
