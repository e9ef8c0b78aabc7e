"""What a case is: lengths, lesions, readings, visits, protocols and assessments."""
