// Lists, reads, deletes and remixes videos with the openai package as it is published.
// Arguments: base URL, key and the prompts of four videos: one that is made, one that fails, one that expires, one to be canceled.
// Prints what the package gave back; a refusal as its class and code, with the number of requests that it cost.
import { setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';

const [baseURL, apiKey, made, failing, expiring, endless] = process.argv.slice(2);
let requests = 0;
const client = new OpenAI({ baseURL, apiKey, fetch: (...call) => (requests++, fetch(...call)) });

const create = (prompt) => client.videos.create({ model: 'seedance-2-0', prompt, seconds: '5' });
const ended = async ({ id }) => {
  for (;;) {
    const { data, response } = await client.videos.retrieve(id).withResponse();
    if (data.status === 'completed' || data.status === 'failed') return data;
    await setTimeout(Number(response.headers.get('openai-poll-after-ms')));
  }
};
const refusal = async (call) => {
  requests = 0;
  const error = await call().then(() => null, (thrown) => thrown);
  return error && { error: error.constructor.name, code: error.code, requests };
};

const completed = await ended(await create(made));
const failed = await ended(await create(failing));
const expired = await ended(await create(expiring));
const running = await create(endless);
const unfinished = await refusal(() => client.videos.delete(running.id));
await client.post(`/videos/${running.id}/cancel`);
const canceled = await ended(running);

const pages = [];
for await (const page of (await client.videos.list({ limit: 2 })).iterPages()) pages.push(page.data.map(({ id, status }) => ({ id, status })));
const models = [];
for await (const model of client.models.list()) models.push(model.id);

const result = {
  completed, failed, expired, canceled, unfinished, pages, models,
  model: (await client.models.retrieve('bytedance/seedance-2.0')).id,
  remix: await refusal(() => client.videos.remix(completed.id, { prompt: made })),
  deleted: await client.videos.delete(completed.id),
  gone: await refusal(() => client.videos.retrieve(completed.id)),
  without: await refusal(() => client.videos.downloadContent(failed.id)),
};
console.log(JSON.stringify(result));
