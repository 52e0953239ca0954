-- What the provider says that it made: JSON of seconds, width, height and cost, each where it says so. For operators only.
ALTER TABLE attempts ADD COLUMN delivered TEXT NULL;
