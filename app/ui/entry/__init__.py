"""The script that Streamlit runs, its settings and styles.

It has a folder of its own because Streamlit takes a folder `pages` beside the script for pages of its own.
"""
