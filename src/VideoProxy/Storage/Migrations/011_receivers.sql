-- The scheme, host and port of the URL. Callbacks to one receiver share a lane. Older rows keep their whole URL as their receiver.
ALTER TABLE callbacks ADD COLUMN receiver TEXT NOT NULL DEFAULT '';
UPDATE callbacks SET receiver = url;

-- A claim looks up the receivers one by one, so that a million callbacks of one receiver do not slow down the others.
DROP INDEX callbacks_due;
CREATE INDEX callbacks_lanes ON callbacks (receiver, next_at) WHERE status = 'pending';
