"""The routes that the editor and other programs speak to: `/api/v1`, JSON, in the app's own process."""
