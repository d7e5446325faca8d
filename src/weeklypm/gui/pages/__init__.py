"""The console's pages, one a screen; each asks the workspace again when something that it shows has changed."""
