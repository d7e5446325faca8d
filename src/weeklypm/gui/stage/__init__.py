"""The window that is shared with the room: fed an allow-list view-model, it knows neither services nor storage."""
