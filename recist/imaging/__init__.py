"""What a scan is: geometry, series, volume and display."""
