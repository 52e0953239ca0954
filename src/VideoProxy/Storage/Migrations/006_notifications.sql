-- What a provider's notification called the task of a submit that has no stored answer. Taken over once a poll confirms it.
ALTER TABLE attempts ADD COLUMN hinted_id TEXT NULL;
