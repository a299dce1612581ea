"""What is finished is opened again and held against what it was made of."""
