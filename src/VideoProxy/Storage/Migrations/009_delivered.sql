-- The seconds, width, height and cost that the provider reported for its video, as JSON. Only operators see them.
ALTER TABLE attempts ADD COLUMN delivered TEXT NULL;
