"""The app as it is served: Streamlit's pages, and beside them the routes that the editor speaks to."""

import streamlit as st
from starlette.middleware import Middleware

from app.api import serving
from app.ui import assets, state

_before = st.get_option("server.baseUrlPath") or ""
application = st.App(
    "main.py",
    routes=[*assets.routes(before=_before), *serving.routes(state.desk, before=_before)],
    middleware=[Middleware(assets.Early, pages=frozenset({"translate", "review"}))],
    lifespan=state.lifespan,
)
