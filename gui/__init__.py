"""The reading room: scans, calipers and the response form that follows them."""
