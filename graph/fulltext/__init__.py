"""The full-text index: any two characters of a task that stand together find it, however they are written."""
