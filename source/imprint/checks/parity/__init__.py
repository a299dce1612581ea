"""What a finished book says is held against its manuscript, in order, character by character."""
