package org.offprint.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.offprint.Nightly;
import org.offprint.kernel.json.Json;

/**
 * Creates the most expensive requests of readers and editors that the service accepts or only rejects late. Each
 * request is created with the number of the client that sends it.
 */
public final class WorstRequests {

    private static final int LARGEST_BODY = Nightly.or(1_400_000, 9_900_000);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String key;
    private final String journal;
    private final String large;
    private final byte[] largeBody;
    private final String small;
    private final Map<String, IntFunction<HttpRequest>> kinds = new LinkedHashMap<>();

    /** Creates the records that the requests need, in the service with this URL. */
    public WorstRequests(String url, String key) {
        this.url = url;
        this.key = key;
        journal = created("/v1/journals", journal());
        small = created("/v1/articles", article("Small"));
        published(small);
        ObjectNode article = article("Large").put("doi", "10.5555/worst.large").put("articleNumber", "e1");
        article.putObject("dates").put("published", "2025-06-01");
        String id = null;
        for (int bytes = LARGEST_BODY; id == null; bytes = bytes / 4 * 3) {
            fill(article, bytes);
            HttpResponse<byte[]> answer = send(request("/v1/articles", "POST", article));
            id = answer.statusCode() == 201
                    ? Json.parse(answer.body()).get("id").textValue()
                    : null;
        }
        large = id;
        largeBody = Json.write(article);
        published(large);
        HttpResponse<byte[]> changed = send(patch(large, "{\"title\":\"Larger\"}", "application/merge-patch+json"));
        if (changed.statusCode() != 200) {
            throw new IllegalStateException(changed.statusCode() + " for a change of the large article");
        }
        published(large);
        byReaders();
        byEditors();
    }

    /** Returns the functions that create a request for a client number, keyed by the kind of request. */
    public Map<String, IntFunction<HttpRequest>> kinds() {
        return kinds;
    }

    /** Returns the URL of a small published article. */
    public URI read() {
        return URI.create(url + "/v1/articles/" + small);
    }

    private void byReaders() {
        kinds.put("the largest document", number -> get("/v1/articles/" + large).build());
        kinds.put("the largest document, compressed", number -> get("/v1/articles/" + large)
                .header("Accept-Encoding", "gzip")
                .build());
        kinds.put("differences between versions of the largest article", number -> get("/v1/articles/" + large
                        + "/versions/1/diff?with=2")
                .build());
        JsonNode formats = Json.parse(
                send(get("/v1/articles/" + large + "/exports").build()).body());
        for (JsonNode format : formats.path("items")) {
            String name = format.path("name").asText();
            kinds.put("the largest article as " + name, number -> get("/v1/articles/" + large + "/exports/" + name)
                    .build());
        }
        kinds.put("all records as JATS by OAI-PMH", number -> get("/oai?verb=ListRecords&metadataPrefix=jats")
                .build());
        kinds.put("all records as JSON lines", number -> get("/v1/exports/articles.jsonl.gz")
                .build());
        kinds.put("all records as JATS", number -> get("/v1/exports/articles.xml.gz")
                .build());
        kinds.put(
                "prefixes with all facets",
                number ->
                        get("/v1/articles?limit=100&facets=keyword:100&facets=year&facets=journal&facets=type&facets=language&q="
                                        + encoded("wor* OR uni* OR ref* OR giv* OR fam* OR cit*"))
                                .build());
        kinds.put("a phrase of a hundred words", number -> get("/v1/articles?q="
                        + encoded("\"" + "word ".repeat(100) + "\"~9"))
                .build());
        kinds.put("suggestions of many words", number -> get("/v1/suggest?q="
                        + encoded("w o r d s a b c d e f g h i j k l m n o p"))
                .build());
        kinds.put("an affiliation of a thousand characters", number -> get("/v1/affiliations/match?text="
                        + encoded("University of Words, ".repeat(47)))
                .build());
        kinds.put("an Accept header with 15,000 spaces", number -> get("/v1/articles/" + small)
                .header("Accept", "*/*;q=0,x" + " ".repeat(15_000) + "y")
                .build());
        kinds.put(
                "an OAI-PMH set with thousands of parts",
                number -> get("/oai?verb=ListRecords&metadataPrefix=oai_dc&set=a" + ":a".repeat(3_900))
                        .build());
    }

    private void byEditors() {
        kinds.put("the largest working copy", number -> get("/v1/articles/" + large + "")
                .header("Authorization", "Bearer " + key)
                .build());
        kinds.put("a check of the largest article", number -> edit(
                        "/v1/articles?validateOnly=true", "application/json", largeBody)
                .build());
        kinds.put("the largest article", number -> edit("/v1/articles", "application/json", largeBody)
                .build());
        kinds.put(
                "a change to the largest article",
                number -> patch(large, "{\"title\":\"Larger " + number + "\"}", "application/merge-patch+json"));
        kinds.put("a body of nulls", number -> edit(
                        "/v1/articles",
                        "application/json",
                        bytes("{\"keywords\":[null" + ",null".repeat(1_900_000) + "]}"))
                .build());
        kinds.put("a body of objects", number -> edit(
                        "/v1/articles",
                        "application/json",
                        bytes("{\"references\":[{}" + ",{}".repeat(3_200_000) + "]}"))
                .build());
        kinds.put("a body of unknown members", number -> edit("/v1/articles", "application/json", members(600_000))
                .build());
        kinds.put("JSON Patch copies up to the limit", number -> patch(small, copies(), "application/json-patch+json"));
        kinds.put("an import of empty members", number -> edit("/v1/imports", "application/jsonl", emptyMembers())
                .header("Content-Encoding", "gzip")
                .build());
        kinds.put("an import of the largest record", number -> edit(
                        "/v1/imports?validateOnly=true", "application/jsonl", largeBody)
                .build());
        kinds.put("an import of JATS references with the same id", number -> edit(
                        "/v1/imports?validateOnly=true", "application/jats+xml", references(60_000))
                .build());
        kinds.put("an import of a BibTeX entry with many authors", number -> edit(
                        "/v1/imports?validateOnly=true",
                        "application/x-bibtex",
                        bytes("@article{a, title = {T}, author = {" + "A B and ".repeat(200_000) + "C D}}"))
                .build());
    }

    private static byte[] members(int count) {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            body.append("\"m").append(i).append("\":1,");
        }
        return bytes(body.append("\"title\":\"T\"}").toString());
    }

    private static String copies() {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "add")
                .put("path", "/references")
                .putArray("value")
                .addObject()
                .put("text", "x".repeat(9_900));
        for (int i = 0; i < 200; i++) {
            patch.addObject().put("op", "copy").put("from", "/references/0").put("path", "/references/-");
        }
        return patch.toString();
    }

    private static byte[] references(int count) {
        StringBuilder back =
                new StringBuilder("<article xml:lang=\"en\"><front><journal-meta/><article-meta><title-group>"
                        + "<article-title>T</article-title></title-group></article-meta></front><back><ref-list>");
        for (int i = 0; i < count; i++) {
            back.append("<ref id=\"r\"><mixed-citation>Words ")
                    .append(i)
                    .append(" of a reference.</mixed-citation></ref>");
        }
        return bytes(back.append("</ref-list></back></article>").toString());
    }

    private static byte[] emptyMembers() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < 20_000; i++) {
                new GZIPOutputStream(bytes).close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns a journal with all members that export formats may require. */
    private static ObjectNode journal() {
        ObjectNode journal = JsonNodeFactory.instance
                .objectNode()
                .put("title", "Worst")
                .put("language", "en")
                .put("publisher", "A Press")
                .put("doiPrefix", "10.5555");
        journal.putArray("issns").addObject().put("type", "electronic").put("value", "2049-3630");
        return journal;
    }

    private ObjectNode article(String title) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("journal", journal)
                .put("title", title)
                .put("language", "en")
                .put("type", "research-article");
    }

    /** Adds references, contributors and keywords to an article until it has this size in bytes. */
    private static void fill(ObjectNode article, int bytes) {
        ArrayNode keywords = article.putArray("keywords");
        for (int i = 0; i < 200; i++) {
            keywords.add("w" + i);
        }
        ArrayNode contributors = article.putArray("contributors");
        int people = Math.min(5_000, bytes / 2_000);
        for (int i = 0; i < people; i++) {
            contributors
                    .addObject()
                    .put("given", "Given " + i)
                    .put("family", "Family " + i)
                    .putArray("affiliations")
                    .addObject()
                    .put("text", "Department of Words " + i % 100 + ", University of Words, City");
        }
        ArrayNode references = article.putArray("references");
        String words = "Words of a reference as it is printed, with <signs> & others. "
                .repeat(Math.max(1, (bytes - people * 140) / 10_000 / 62));
        for (int i = 0; i < 10_000; i++) {
            references.addObject().put("text", i + " " + words).put("key", "r" + i);
        }
    }

    private String created(String path, JsonNode body) {
        HttpResponse<byte[]> answer = send(request(path, "POST", body));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(
                    answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return Json.parse(answer.body()).get("id").textValue();
    }

    private void published(String article) {
        HttpResponse<byte[]> answer =
                send(request("/v1/articles/" + article + "/publication", "PUT", JsonNodeFactory.instance.objectNode()));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private HttpRequest request(String path, String method, JsonNode body) {
        return edit(path, "application/json", Json.write(body))
                .method(method, BodyPublishers.ofByteArray(Json.write(body)))
                .build();
    }

    private HttpRequest patch(String article, String body, String type) {
        return edit("/v1/articles/" + article, type, bytes(body))
                .method("PATCH", BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder edit(String path, String type, byte[] body) {
        return get(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .header("If-Match", "*")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(120));
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + "", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
