-- The provider's own code and words about a failure, as JSON for clients.
ALTER TABLE jobs ADD COLUMN error_details TEXT NULL;

-- What the provider said in a reply that could not be read, and how its video differs from the request. Only operators see them.
ALTER TABLE attempts ADD COLUMN provider_message TEXT NULL;
ALTER TABLE attempts ADD COLUMN deviation TEXT NULL;
