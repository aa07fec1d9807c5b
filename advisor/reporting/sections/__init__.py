"""One module for each part of a report; each returns sections and draws nothing."""
