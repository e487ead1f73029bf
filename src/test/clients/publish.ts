// Creates and publishes an article with the package @offprint/client and the types that openapi-typescript generates from
// the whole contract. Reads the article with the types of the package.
// This program must compile with `tsc --strict` and run without errors against the service at OFFPRINT_URL.
import { changes, createOffprint, etagCache, items, Problem, retrying, unwrap } from "@offprint/client";
import type { components as ReaderComponents } from "@offprint/client";
import type { components, paths } from "./offprint.js";

type ArticleInput = components["schemas"]["ArticleInput"];

const baseUrl = process.env.OFFPRINT_URL ?? "";
const offprint = createOffprint<paths>({ baseUrl, key: process.env.OFFPRINT_ADMIN_KEY ?? "" });

function check(condition: boolean, shown: unknown): void {
  if (!condition) {
    throw new Error(JSON.stringify(shown));
  }
}

const journal = await unwrap(
  offprint.POST("/v1/journals", { body: { title: "Annals of Typed Clients", language: "en" } }),
);
const college = await unwrap(
  offprint.POST("/v1/affiliations", { body: { name: "University of Examples", country: "PT" } }),
);

// @ts-expect-error An article must have a journal.
const homeless: ArticleInput = { type: "research-article", language: "en", title: "Nowhere" };
// @ts-expect-error The type of an article must be an article type of the contract.
const untyped: ArticleInput = { journal: journal.id, type: "essay", language: "en", title: homeless.title };
// @ts-expect-error An article has no such member.
const misspelt: ArticleInput = { journal: journal.id, type: "editorial", language: "en", titel: untyped.title };

const draft = await unwrap(
  offprint.POST("/v1/articles", {
    body: {
      journal: journal.id,
      type: "research-article",
      language: "en",
      title: "On Typed Clients",
      contributors: [{ given: "Ada", family: "Moreira", affiliations: [college.id, { text: "Elsewhere" }] }],
    },
  }),
);
const published = await unwrap(
  offprint.PUT("/v1/articles/{id}/publication", {
    params: { path: { id: draft.id }, header: { "If-Match": `"r${draft.revision}"` } },
    body: {},
  }),
);

// Members that every response contains are not optional in the generated types.
const authors: string[] = published.contributors.map((author) => author.family ?? author.name ?? "");
const labels: string[] = published.affiliations.map((affiliation) => affiliation.label);
if (published.status !== "published" || authors.join() !== "Moreira" || labels.join() !== "1,2") {
  throw new Error(JSON.stringify(published));
}

const refused = await offprint.POST("/v1/articles", { body: misspelt });
if (refused.response.status !== 422 || refused.error?.errors?.[0]?.code !== "unknown-member") {
  throw new Error(JSON.stringify(refused.error));
}

// Reading requires no key. The types are those of the contract for readers.
const statuses: number[] = [];
const reader = createOffprint({
  baseUrl,
  fetch: retrying({
    fetch: async (request) => {
      const response = await fetch(request);
      statuses.push(response.status);
      return response;
    },
  }),
});
reader.use(etagCache());
for (let i = 0; i < 2; i++) {
  const article = await unwrap(reader.GET("/v1/articles/{id}", { params: { path: { id: published.slug } } }));
  check(article.title === "On Typed Clients", article);
}
check(statuses.join() === "200,304", statuses);
// @ts-expect-error The contract for readers does not contain members that only editors receive.
type Unpublished = ReaderComponents["schemas"]["ArticleView"]["hasUnpublishedChanges"];

const notFound = await unwrap(reader.GET("/v1/articles/{id}", { params: { path: { id: "none" } } })).catch((e) => e);
check(notFound instanceof Problem && notFound.document.type === "/problems/not-found", notFound);

await unwrap(offprint.POST("/v1/journals", { body: { title: "Annals of the Second Page", language: "en" } }));
const titles: string[] = [];
for await (const each of items(reader, reader.GET("/v1/journals", { params: { query: { limit: 1 } } }))) {
  titles.push(each.title);
}
check(titles.includes("Annals of Typed Clients") && titles.includes("Annals of the Second Page"), titles);

const reasons: string[] = [];
for await (const page of changes(reader, { journal: journal.id, limit: 1, wait: 0 })) {
  reasons.push(...page.items.filter((change) => change.id === published.id).map((change) => change.reason));
}
check(reasons.join() === "published", reasons);

// Later versions can add members and values, which clients must accept.
const later = createOffprint({ baseUrl: process.env.OFFPRINT_LATER_URL ?? "" });
const article = await unwrap(later.GET("/v1/articles/{id}", { params: { path: { id: published.slug } } }));
const types: string[] = [article.type, ...article.contributors.map((author) => author.role)];
// The contract allows the comparison because the type of an article is an open vocabulary.
check(article.type === "value-of-a-later-version" && new Set(types).size === 1, article);
check("memberOfALaterVersion" in article, article);
switch (article.type) {
  case "research-article":
    throw new Error("The proxy did not change the type.");
  default:
    check(article.type.length > 0, article);
}
for await (const each of items(later, later.GET("/v1/articles", { params: { query: { journal: [journal.id] } } }))) {
  check(each.type === "value-of-a-later-version", each);
}
for await (const page of changes(later, { journal: journal.id, wait: 0 })) {
  check(page.items.every((change) => change.reason === "value-of-a-later-version"), page);
  break;
}
console.log(`TypeScript: published ${published.links.self}`);
