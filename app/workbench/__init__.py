"""What the workbench does for people: one file for each deed, from adding a document to printing an edition.

The shell of the core: here files, the store, engines and the clock meet the plain functions below.
"""
