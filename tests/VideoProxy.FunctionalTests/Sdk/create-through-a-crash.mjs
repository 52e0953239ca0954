// Creates a video with the openai package and a key of its own, with a file, and waits for it. The gateway goes away and comes
// back meanwhile: the package's own retries must be all that is needed.
// Arguments: base URL, key, prompt, file, Idempotency-Key. Prints the video.
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';

const [baseURL, apiKey, prompt, file, key] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 15 });

// Not a stream: the package cannot send one twice, and does not try.
const reference = await toFile(await readFile(file), 'reference.png');
const request = { model: 'seedance-2-0', prompt, seconds: '10', size: '720x1280', input_reference: reference };
let video = await client.videos.create(request, { headers: { 'Idempotency-Key': key } });
while (video.status === 'queued' || video.status === 'in_progress') {
  const { data, response } = await client.videos.retrieve(video.id).withResponse();
  video = data;
  await setTimeout(Number(response.headers.get('openai-poll-after-ms')));
}

console.log(JSON.stringify(video));
