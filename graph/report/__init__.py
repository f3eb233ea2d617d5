"""The report: one offline page of what was found, to print and to cite."""
