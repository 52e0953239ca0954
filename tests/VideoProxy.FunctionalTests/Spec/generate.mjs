// A video from the synchronous endpoint with fetch alone: asks, reads the link, saves the file.
// Arguments: base URL, key, body, file.
import { writeFile } from 'node:fs/promises';

const [base, key, body, file] = process.argv.slice(2);
const answer = await fetch(`${base}/v1/video/generate`, {
  method: 'POST',
  headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
  body,
  signal: AbortSignal.timeout(180_000),
});
if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
const result = await answer.json();
const video = await fetch(result.data[0].url);
await writeFile(file, Buffer.from(await video.arrayBuffer()));
console.log(JSON.stringify(result));
