// The verification example of the public documentation, word for word but for the types.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

function verifyWebhook(body, webhookId, webhookTimestamp, webhookSignature, secret) {
  const expected = createHmac("sha256", secret)
    .update(`${webhookId}.${webhookTimestamp}.${body}`)
    .digest("base64");
  const provided = webhookSignature.replace(/^v1,/, "");
  return timingSafeEqual(Buffer.from(expected), Buffer.from(provided));
}

const [bodyFile, id, timestamp, signature, secret] = process.argv.slice(2);
console.log(verifyWebhook(readFileSync(bodyFile, "utf8"), id, timestamp, signature, secret) ? "accepted" : "refused");
