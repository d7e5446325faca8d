"""Pictures drawn with matplotlib, without Qt: the timeline. Importing a module here does not import matplotlib yet."""
