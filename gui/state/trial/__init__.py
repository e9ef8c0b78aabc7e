"""What the screens of a trial say, without Qt."""
