// Makes a video with the @openrouter/sdk package as it is published: lists the models, creates a video, polls it, downloads it if there is one.
// Arguments: base URL, key, model, prompt and, for a reference image, an https link.
// Prints what the package's own schemas made of the answers, or how it reported the refusal.
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { OpenRouter } from '@openrouter/sdk';
import { OpenRouterError } from '@openrouter/sdk/models/errors';

const [serverURL, apiKey, model, prompt, reference] = process.argv.slice(2);
const client = new OpenRouter({ serverURL, apiKey, retryConfig: { strategy: 'none' } });
const print = (result) => console.log(JSON.stringify(result));

try {
  const models = await client.videoGeneration.listVideosModels();
  const references = reference ? [{ type: 'image_url', imageUrl: { url: reference } }] : undefined;
  const created = await client.videoGeneration.generate({
    videoGenerationRequest: { model, prompt, duration: 5, aspectRatio: '9:16', resolution: '720p', generateAudio: false, inputReferences: references },
  });
  let video = created;
  while (video.status === 'pending' || video.status === 'in_progress') {
    await setTimeout(100);
    video = await client.videoGeneration.getGeneration({ jobId: created.id });
  }

  const result = { models: models.data.map((item) => item.id), created, video };
  if (video.status !== 'completed') {
    print(result);
    process.exit();
  }

  const hash = createHash('sha256');
  for await (const piece of await client.videoGeneration.getVideoContent({ jobId: video.id, index: 0 })) hash.update(piece);
  print({ ...result, sha256: hash.digest('hex') });
} catch (error) {
  if (!(error instanceof OpenRouterError)) throw error;
  print({ error: error.constructor.name, status: error.statusCode, code: error.error?.code, message: error.error?.message });
}
