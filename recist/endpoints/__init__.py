"""What a trial reports of one patient: best response, durations, time to event."""
