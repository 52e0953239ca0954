-- The task id that a provider's notification reported before the reply to the submit was stored. The attempt adopts it once a poll confirms it.
ALTER TABLE attempts ADD COLUMN hinted_id TEXT NULL;
