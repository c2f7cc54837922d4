"""The app as it is served: Streamlit's pages, and beside them the routes that the editor speaks to."""

import sys

import streamlit as st
from starlette.types import ASGIApp

from app.api import serving
from app.ui import ahead, assets, front, state, words

# A thread that waits for another one's turn to end waits up to this long, and a save has several such turns.
sys.setswitchinterval(0.0005)

_before = st.get_option("server.baseUrlPath") or ""
application: ASGIApp = st.App("main.py", lifespan=state.lifespan)
application = front.Front(
    application,
    routes=[
        *assets.routes(before=_before),
        *serving.routes(state.desk, before=_before, speakers=words.speaker),
    ],
    before=_before,
    ahead=ahead.script,
)
