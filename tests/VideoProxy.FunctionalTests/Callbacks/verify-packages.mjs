// Verifies a callback with a published package or algorithm.
// Arguments: openai | standardwebhooks | openrouter, the file of the raw body, the file of the headers as JSON, the secret.
// Prints what the verifier gave back, or "refused".
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { Webhook } from 'standardwebhooks';

const [verifier, bodyFile, headersFile, secret] = process.argv.slice(2);
const body = readFileSync(bodyFile, 'utf8');
const headers = JSON.parse(readFileSync(headersFile, 'utf8'));

const verifiers = {
  openai: () => new OpenAI({ apiKey: 'unused' }).webhooks.unwrap(body, headers, secret),
  standardwebhooks: () => new Webhook(secret).verify(body, headers),
  // OpenRouter's published steps: the header's t and v1; HMAC-SHA256 over t, a comma and the raw body; five minutes of tolerance.
  openrouter: () => {
    const parts = new Map(headers['x-openrouter-signature'].split(',').map((part) => part.split('=', 2)));
    const expected = createHmac('sha256', secret).update(`${parts.get('t')},${body}`).digest('hex');
    const age = Math.abs(Date.now() / 1000 - Number(parts.get('t')));
    const same = parts.get('v1').length === expected.length && timingSafeEqual(Buffer.from(parts.get('v1')), Buffer.from(expected));
    if (!same || !(age < 300)) throw new Error('the signature does not fit');
    return JSON.parse(body);
  },
};

try {
  console.log(JSON.stringify(await verifiers[verifier]()));
} catch {
  console.log('refused');
}
