"""How a visit is judged: the response tables and the logic they share."""
