// Reads the sample journal at OFFPRINT_URL with the official TypeScript clients of the Model Context Protocol: version 2 in
// both of its modes, and version 1.
import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const address = new URL("/mcp", process.env.OFFPRINT_URL);
const program = { name: "Offprint test", version: "1" };
const article = "10.5555/jta.2025.0201";
const retracted = "01941f29-7c00-7000-8004-000000000005";

async function read(name, client, transport, version) {
  await client.connect(transport);
  assert.equal(client.getServerVersion().name, "offprint");
  assert.equal(transport.protocolVersion, version, name);
  assert.match(client.getInstructions(), /retracted/);

  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map((tool) => tool.name),
    [
      "search_articles", "get_article", "get_full_text", "get_references", "cited_by", "format_citation", "list_issues",
      "match_reference",
    ],
  );
  const call = async (tool, args) => {
    const result = await client.callTool({ name: tool, arguments: args });
    assert.ok(!result.isError, JSON.stringify(result));
    return { text: result.content[0].text, data: result.structuredContent };
  };
  const found = await call("search_articles", { query: "fish trap", limit: 5 });
  assert.ok(found.data.items.some((item) => item.doi === article));
  for (const item of found.data.items) {
    for (const member of ["doi", "version", "license", "retraction"]) {
      assert.ok(member in item, `${member} of ${item.title}`);
    }
  }
  const record = await call("get_article", { id: article });
  const section = record.data.sections[0].section;
  const part = await call("get_full_text", { id: article, section });
  assert.ok(part.text.startsWith(`<a id="${section}"></a>\n## `), part.text.slice(0, 200));
  assert.match((await call("format_citation", { id: article, style: "bibtex" })).text, /^@article\{/);
  assert.ok((await call("get_references", { id: article })).data.total > 0);
  assert.ok("total" in (await call("cited_by", { id: article })).data);
  assert.ok((await call("list_issues", { journal: "tidal-archaeology" })).data.items.length > 0);
  const match = await call("match_reference", { text: `A fish trap. https://doi.org/${article}` });
  assert.equal(match.data.items[0].doi, article);
  const markdown = await client.readResource({ uri: record.data.markdown });
  assert.match(markdown.contents[0].text, /^---\ntitle: /);

  for (const tool of ["get_article", "get_references", "cited_by", "format_citation"]) {
    assert.match((await call(tool, { id: retracted })).text, /^RETRACTED 2025-09-02: The samples came from a repair/);
  }
  const missing = await client.callTool({ name: "get_article", arguments: { id: "no-such-article" } });
  assert.equal(missing.isError, true);
  await assert.rejects(client.callTool({ name: "delete_article", arguments: {} }));
  const incomplete = await client.callTool({ name: "search_articles", arguments: {} });
  assert.equal(incomplete.isError, true);
  assert.equal(incomplete.content[0].text, "The argument query is required.");
  await client.close();
  console.log(`Model Context Protocol: ${name} has read the sample journal`);
}

await read(
  "the client with its default mode",
  new Client(program),
  new StreamableHTTPClientTransport(address),
  "2025-11-25",
);
await read(
  "the client with version negotiation",
  new Client(program, { versionNegotiation: { mode: "auto" } }),
  new StreamableHTTPClientTransport(address),
  "2026-07-28",
);
await read("the client of version 1", new EarlierClient(program), new EarlierTransport(address), "2025-11-25");
