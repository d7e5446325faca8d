"""The rules of the meeting: frozen dataclasses and pure functions. No Qt, SQL, files, clock or locale."""
