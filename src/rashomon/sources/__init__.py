"""Where documents come from: files, folders, tables, standard input."""
