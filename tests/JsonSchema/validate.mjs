// Usage: node validate.mjs SCHEMA < JSON. Prints one line a violation and exits with 1 when there are any.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  formats: {
    'date-time': value => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)),
    regex: value => { try { new RegExp(value, 'u'); return true; } catch { return false; } },
  },
});
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], 'utf8')));
if (!validate(JSON.parse(readFileSync(0, 'utf8')))) {
  for (const error of validate.errors)
    console.log(`${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  process.exitCode = 1;
}
