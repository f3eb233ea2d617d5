"""A plan as rows of tables: the same facts as its quads, under the same names, for tools that read columns."""
