"""The app as it is served: Streamlit's pages, and beside them the routes that the editor speaks to."""

import streamlit as st

from app.api import serving
from app.ui import state

application = st.App(
    "main.py",
    routes=serving.routes(state.desk, before=st.get_option("server.baseUrlPath") or ""),
    lifespan=state.lifespan,
)
