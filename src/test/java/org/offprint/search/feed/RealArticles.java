package org.offprint.search.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.formats.fulltext.stored.SearchableText;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;

/** Real articles from Crossref works and JATS files, converted to index records. */
public final class RealArticles {

    private static final String WORKS = "crossref-works/works.jsonl.gz";
    private static final int MOST_REFERENCES = 200;

    private final Map<String, ObjectNode> byDoi = new LinkedHashMap<>();
    private final Map<String, Path> texts = new HashMap<>();

    private RealArticles() {}

    /** Returns all articles by lowercase DOI. Skips the test if the files are missing. */
    public static Map<String, IndexRecord> read() throws IOException {
        RealArticles articles = new RealArticles();
        Path jats = SharedData.present("jats");
        for (String line : SharedData.lines(WORKS)) {
            articles.addWork(Json.parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        try (Stream<Path> files = Files.list(jats)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xml"))
                    .sorted()
                    .toList()) {
                new JatsFile(file).addTo(articles);
            }
        }
        Map<String, IndexRecord> records = new LinkedHashMap<>();
        articles.byDoi.forEach((doi, body) -> records.put(doi, entry(body, articles.texts.get(doi))));
        return records;
    }

    private static IndexRecord entry(ObjectNode json, Path jats) {
        ArticleBody body = Json.read(Json.write(json), ArticleBody.class);
        UUID id = UUID.nameUUIDFromBytes(Json.write(json));
        Instant longAgo = Instant.EPOCH;
        return new ArticleIndexRecord(
                        id, "slug", new UUID(0, 1), null, null, body, false, Map.of(), longAgo, longAgo, longAgo)
                .entry()
                .fullText(
                        jats == null ? null : jats.toString(),
                        jats == null ? null : text(jats),
                        body.language().language());
    }

    private static ArticleText text(Path jats) {
        try (InputStream source = Files.newInputStream(jats)) {
            return SearchableText.of(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the full text of an article that was already read. */
    void addText(String doi, Path jats) {
        try {
            texts.put(Doi.parse(doi).key(), jats);
        } catch (InvalidValueException e) {
            // No article has this DOI.
        }
    }

    /**
     * Starts a new article with this DOI and returns its body. Returns null if the article exists, or if the title or
     * DOI is missing or invalid.
     */
    public ObjectNode start(String title, String doi, String language) {
        try {
            String key = Doi.parse(doi).key();
            if (title == null || title.isBlank() || byDoi.containsKey(key)) {
                return null;
            }
            ObjectNode body = Json.read("{}".getBytes(), ObjectNode.class)
                    .put("type", "research-article")
                    .put("title", title)
                    .put("doi", doi)
                    .put("language", language(language).orElse("en"));
            byDoi.put(key, body);
            return body;
        } catch (InvalidValueException e) {
            return null;
        }
    }

    public static Optional<String> language(String tag) {
        try {
            return tag == null || tag.length() != 2
                    ? Optional.empty()
                    : Optional.of(LanguageTag.parse(tag).value());
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    public static String plain(String markup) {
        String text = markup.replaceAll("<[^>]*>", " ");
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private void addWork(JsonNode work) {
        String title =
                work.at("/title/0").isTextual() ? plain(work.at("/title/0").textValue()) : null;
        ObjectNode body =
                start(title, work.path("DOI").asText(), work.path("language").textValue());
        if (body == null) {
            return;
        }
        if (work.has("abstract")) {
            body.put("abstract", plain(work.get("abstract").asText()));
        }
        int year = work.at("/issued/date-parts/0/0").asInt();
        if (year > 1000) {
            body.putObject("dates").put("published", Integer.toString(year));
        }
        ArrayNode keywords = body.putArray("keywords");
        work.path("subject").forEach(subject -> keywords.add(subject.asText()));
        ArrayNode contributors = body.putArray("contributors");
        work.path("author")
                .forEach(author -> add(
                        author.path("given").textValue(),
                        author.path("family").textValue(),
                        author.path("name").textValue(),
                        contributors));
        ArrayNode references = body.putArray("references");
        for (JsonNode reference : work.path("reference")) {
            if (references.size() < MOST_REFERENCES) {
                references
                        .addObject()
                        .put("text", text(reference))
                        .put("doi", doi(reference.path("DOI").asText()));
            }
        }
    }

    private static String text(JsonNode reference) {
        if (reference.has("unstructured")) {
            return plain(reference.get("unstructured").asText());
        }
        List<String> parts = new ArrayList<>();
        for (String part : List.of("author", "year", "article-title", "volume-title", "journal-title", "volume")) {
            if (reference.has(part)) {
                parts.add(plain(reference.get(part).asText()));
            }
        }
        return String.join(", ", parts);
    }

    private static String doi(String text) {
        try {
            return text.isEmpty() ? null : Doi.parse(text).value();
        } catch (InvalidValueException e) {
            return null;
        }
    }

    public static void add(String given, String family, String name, ArrayNode contributors) {
        if (family != null) {
            contributors
                    .addObject()
                    .put("role", "author")
                    .put("kind", "person")
                    .put("given", given)
                    .put("family", family);
        } else if (name != null) {
            contributors
                    .addObject()
                    .put("role", "author")
                    .put("kind", "organization")
                    .put("name", name);
        }
    }
}
