"""The pages: read the state, call one function of the workbench, draw. The only door to Streamlit."""
