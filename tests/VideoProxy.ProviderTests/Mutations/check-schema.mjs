// Checks documents against a schema. Arguments: the schema, and a file with one document a line.
// Prints a line for each that does not fit.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const [schema, file] = process.argv.slice(2);
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  if (!validate(JSON.parse(line))) console.log(`${validate.errors.map((e) => `${e.instancePath} ${e.message}`).join('; ')}: ${line}`);
}
