"""Item models that hold frozen rows."""
