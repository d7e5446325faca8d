"""The schema's history, one file a revision, run by Alembic when a file is made or older than this program."""
