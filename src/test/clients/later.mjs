// Proxy that changes the responses of a service as a later version may change them: each JSON object has one more member,
// and each value of an open vocabulary (x-extensible-enum) is a new value. Prints its URL.
//
//   node later.mjs <url of the service>
import { createServer } from 'node:http';

const [url] = process.argv.slice(2);
const contract = await (await fetch(url + '/openapi.json')).json();
let changed = 0;

const resolved = part => (part?.$ref ? resolved(at(part.$ref.slice('#/'.length).split('/'))) : part);
const at = path => path.reduce((part, name) => part[name], contract);

const operations = Object.entries(contract.paths)
  .filter(([, item]) => item.get)
  .map(([path, item]) => ({
    pattern: new RegExp('^' + path.replace(/\{\w+\}/g, '[^/]+') + '$'),
    literals: path.replace(/\{\w+\}/g, '').length,
    responses: item.get.responses,
  }))
  .sort((one, other) => other.literals - one.literals);

function later(value, reference) {
  const schema = resolved(reference);
  if (!schema) {
    return value;
  }
  if (schema['x-extensible-enum']) {
    changed += 1;
    return 'value-of-a-later-version';
  }
  if (Array.isArray(value)) {
    return value.map(item => later(item, schema.items));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const members = Object.entries(value).map(([name, member]) => [
    name, later(member, schema.properties?.[name] ?? schema.additionalProperties),
  ]);
  return Object.fromEntries(schema.properties ? [...members, ['memberOfALaterVersion', { a: [1] }]] : members);
}

createServer(async (request, response) => {
  try {
    const answer = await fetch(url + request.url, { headers: { Accept: request.headers.accept ?? '*/*' } });
    const { pathname } = new URL(request.url, url);
    const operation = operations.find(each => each.pattern.test(pathname));
    const media = resolved(operation?.responses[answer.status])?.content?.['application/json'];
    changed = 0;
    const body = JSON.stringify(later(await answer.json(), media?.schema));
    if (!changed) {
      throw new Error('There is no open vocabulary in ' + request.url);
    }
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(body);
  } catch (failure) {
    response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(failure));
  }
}).listen(0, '127.0.0.1', function listening() {
  console.log(`http://127.0.0.1:${this.address().port}`);
});
