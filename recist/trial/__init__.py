"""How a trial is run: protocol files, reads, and the ports that storage fills."""
