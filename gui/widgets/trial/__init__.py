"""The screens of a trial: who is there, what they have to do, what they sign."""
