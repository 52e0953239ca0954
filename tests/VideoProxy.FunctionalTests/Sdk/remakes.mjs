// Remixes, edits and extends a video with the openai package as it is published.
// Arguments: base URL, key, the id of a completed video, and the prompts of a remix, an edit and an extension.
// Prints the videos that came of it; a call that the package reported as an error as its class and code.
import { setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';

const [baseURL, apiKey, source, ...prompts] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });

const ended = async ({ id }) => {
  for (;;) {
    const { data, response } = await client.videos.retrieve(id).withResponse();
    if (data.status === 'completed' || data.status === 'failed') return data;
    await setTimeout(Number(response.headers.get('openai-poll-after-ms')));
  }
};
const outcome = (call) => call.then(ended).catch((error) => ({ error: error.constructor.name, code: error.code }));

console.log(JSON.stringify({
  remix: await outcome(client.videos.remix(source, { prompt: prompts[0] })),
  edit: await outcome(client.videos.edit({ prompt: prompts[1], video: { id: source } })),
  extension: await outcome(client.videos.extend({ prompt: prompts[2], seconds: '8', video: { id: source } })),
  file: await outcome(client.videos.edit({ prompt: prompts[1], video: new File(['bytes'], 'a.mp4') })),
  character: await outcome(client.videos.createCharacter({ name: 'Kit', video: new File(['bytes'], 'a.mp4') })),
}));
