"""The console's pages, one a screen; each asks the workspace again for what it shows when something it shows changed."""
