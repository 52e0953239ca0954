// Makes a video with the openai package as it is published: creates it, waits for it, downloads it.
// Arguments: base URL, key, prompt and, for input_reference, nothing, an https link or a file.
// Prints what the package gave back, or how it reported the refusal.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';

const [baseURL, apiKey, prompt, reference] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const print = (result) => console.log(JSON.stringify(result));

const request = { model: 'seedance-2-0', prompt, seconds: '10', size: '720x1280' };
if (reference) request.input_reference = reference.startsWith('https:') ? { image_url: reference } : createReadStream(reference);

try {
  const created = await client.videos.create(request);
  let video = created;
  while (video.status === 'queued' || video.status === 'in_progress') {
    const { data, response } = await client.videos.retrieve(created.id).withResponse();
    video = data;
    // The package has no poll helper for videos; the header is what those of the other languages wait for.
    await setTimeout(Number(response.headers.get('openai-poll-after-ms')));
  }

  const content = await client.videos.downloadContent(video.id);
  const sha256 = createHash('sha256').update(Buffer.from(await content.arrayBuffer())).digest('hex');
  print({ created, video, type: content.headers.get('content-type'), sha256 });
} catch (error) {
  if (!(error instanceof OpenAI.APIError)) throw error;
  print({ error: error.constructor.name, status: error.status, code: error.code, param: error.param, type: error.type });
}
