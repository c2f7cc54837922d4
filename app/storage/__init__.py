"""What is kept: the project's folder, source files, PO catalogs, the store. Each format has one file."""
