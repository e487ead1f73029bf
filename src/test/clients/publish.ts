// Creates and publishes an article with the types that openapi-typescript generates from the contract.
// This program must compile with `tsc --strict` and run without errors against the service at OFFPRINT_URL.
import createClient from "openapi-fetch";
import type { components, paths } from "./offprint.js";

type ArticleInput = components["schemas"]["ArticleInput"];

const offprint = createClient<paths>({
  baseUrl: process.env.OFFPRINT_URL ?? "",
  headers: { Authorization: `Bearer ${process.env.OFFPRINT_ADMIN_KEY}` },
});

function answered<T>(answer: { data?: T; error?: components["schemas"]["Problem"] }): NonNullable<T> {
  if (answer.data === undefined || answer.data === null) {
    throw new Error(JSON.stringify(answer.error));
  }
  return answer.data;
}

const journal = answered(
  await offprint.POST("/v1/journals", { body: { title: "Annals of Typed Clients", language: "en" } }),
);
const college = answered(
  await offprint.POST("/v1/affiliations", { body: { name: "University of Examples", country: "PT" } }),
);

// @ts-expect-error An article must have a journal.
const homeless: ArticleInput = { type: "research-article", language: "en", title: "Nowhere" };
// @ts-expect-error The type of an article must be an article type of the contract.
const untyped: ArticleInput = { journal: journal.id, type: "essay", language: "en", title: homeless.title };
// @ts-expect-error An article has no such member.
const misspelt: ArticleInput = { journal: journal.id, type: "editorial", language: "en", titel: untyped.title };

const draft = answered(
  await offprint.POST("/v1/articles", {
    body: {
      journal: journal.id,
      type: "research-article",
      language: "en",
      title: "On Typed Clients",
      contributors: [{ given: "Ada", family: "Moreira", affiliations: [college.id, { text: "Elsewhere" }] }],
    },
  }),
);
const published = answered(
  await offprint.PUT("/v1/articles/{id}/publication", {
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

const changes = answered(await offprint.GET("/v1/changes", { params: { query: { journal: journal.id } } }));
if (changes.items.filter((change) => change.id === published.id && change.reason === "published").length !== 1) {
  throw new Error(JSON.stringify(changes));
}

// Later versions can add members and values, which clients must accept.
const later = createClient<paths>({ baseUrl: process.env.OFFPRINT_LATER_URL ?? "" });
const article: components["schemas"]["ArticleView"] = answered(
  await later.GET("/v1/articles/{id}", { params: { path: { id: published.slug } } }),
) as components["schemas"]["ArticleView"];
const types: string[] = [article.type, ...article.contributors.map((author) => author.role)];
// The contract allows the comparison because the type of an article is an open vocabulary.
if (article.type !== "value-of-a-later-version" || new Set(types).size !== 1) {
  throw new Error(JSON.stringify(article));
}
console.log(`TypeScript: published ${published.links.self}`);
