// Usage: node validate.mjs SCHEMA < JSON. Prints one line a violation and exits with 1 when there are any.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

const isUri = value => { try { new URL(value); return /^[\x21-\x7e]+$/.test(value); } catch { return false; } };
const formats = {
  'date-time': value => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)),
  regex: value => { try { new RegExp(value, 'u'); return true; } catch { return false; } },
  uri: isUri,
  'uri-reference': value => /^([A-Za-z0-9._~!$&'()*+,;=:@\/?#-]|%[0-9A-Fa-f]{2})*$/.test(value),
};
const schema = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const ajv = /draft-04/.test(schema.$schema)
  ? new (await import('ajv-draft-04')).default({ allErrors: true, strict: false, formats })
  : new Ajv2020({ allErrors: true, allowUnionTypes: true, formats });
const validate = ajv.compile(schema);
if (!validate(JSON.parse(readFileSync(0, 'utf8')))) {
  for (const error of validate.errors)
    console.log(`${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  process.exitCode = 1;
}
