// Checks answers against the documents that the gateway serves.
// Arguments: base URL, and a file with one answer a line: {"method","path","status","type","body"}.
// Prints {"problems": […], "seen": {"GET /v1/videos": [200, 401]}, "routes": […]}.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const [base, file] = process.argv.slice(2);
const ajv = new Ajv({ strict: false, allErrors: false });
const methods = ['get', 'put', 'post', 'delete', 'head'];

// Two documents may not describe one path; the schemas are put where JSON Schema looks for them.
const documents = await Promise.all(['openai', 'openrouter', 'codegateway'].map(async (name) => {
  const text = await (await fetch(`${base}/openapi/${name}.json`)).text();
  return { name, ...JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) };
}));
const routes = documents.flatMap((document) => Object.entries(document.paths).map(([path, item]) => ({ document, path, item })))
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
const patternOf = (path) => new RegExp(`^${path.replace('/models/{id}', '/models/.+').replace(/\{\w+\}/g, '[^/]*')}$`);
for (const route of routes) route.pattern = patternOf(route.path);
const dialectOf = (path) => documents.find((d) => d.name === (/^\/v1\/video(\/|$)/.test(path) ? 'codegateway' : /^\/api\/v1(\/|$)/.test(path) ? 'openrouter' : 'openai'));

const compiled = new Map();
function check(document, schema, value) {
  const key = document.name + JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, ajv.compile({ ...schema, $defs: document.components.schemas }));
  const validate = compiled.get(key);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

function checkJson(document, schema, body) {
  try {
    return check(document, schema, JSON.parse(body));
  } catch (error) {
    return `no JSON: ${error.message}`;
  }
}

function problemOf({ method, path, status, type, body }) {
  const fits = routes.filter((route) => route.pattern.test(path));
  const route = fits.find((one) => one.item[method.toLowerCase()]) ?? fits[0];
  if (!route?.item[method.toLowerCase()]) {
    if (method === 'HEAD') return status === 404 || status === 405 ? null : 'neither 404 nor 405';
    const expected = route ? [404, 405] : [404];
    return expected.includes(status) ? checkJson(dialectOf(path), { $ref: '#/$defs/Error' }, body) : 'is not described';
  }

  const name = `${method} ${route.path}`;
  (seen[name] ??= new Set()).add(status);
  let answer = route.item[method.toLowerCase()].responses[status];
  if (!answer) return 'this status is not described';
  if (answer.$ref) answer = answer.$ref.slice(2).split('/').reduce((node, part) => node[part], route.document);
  if (method === 'HEAD') return body ? 'a body' : null;
  if (!answer.content) return body ? 'a body' : null;
  const media = answer.content[type];
  if (!media) return `content type '${type}'`;
  return type === 'application/json' ? checkJson(route.document, media.schema, body) : null;
}

const seen = {};
const problems = [];
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const answer = JSON.parse(line);
  const problem = problemOf(answer);
  if (problem) problems.push(`${answer.method} ${answer.path} ${answer.status}: ${problem}: ${(answer.body ?? '').slice(0, 300)}`);
}

console.log(JSON.stringify({
  problems: problems.slice(0, 20),
  seen: Object.fromEntries(Object.entries(seen).map(([name, statuses]) => [name, [...statuses].sort()])),
  routes: routes.flatMap(({ path, item }) => methods.filter((method) => item[method]).map((method) => `${method.toUpperCase()} ${path}`)),
}));
