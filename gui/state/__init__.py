"""What is on screen, without Qt: view, layout, tools, lesion table, timeline, jobs."""
