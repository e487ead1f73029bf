package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.text.PrintedEmails;

/** Exports records so that tests can import the exported documents again. */
public final class RoundTrips {

    private static final ExportFormats FORMATS = Records.formats();

    private RoundTrips() {}

    /** Returns the export format with this name. */
    public static Format format(String name) {
        return FORMATS.named(name).orElseThrow();
    }

    public static List<Format> formats() {
        return FORMATS.all();
    }

    /** Returns the complete document that contains only this record in the given format. */
    public static String written(String format, PublishedRecord record) {
        var writer = format(format).writer();
        Envelope envelope = writer.envelope();
        Envelope.Batch batch = new Envelope.Batch("batch-1", java.time.Instant.parse("2026-01-05T10:00:00Z"));
        String document = envelope.begin(batch) + writer.write(record) + envelope.end();
        return document.replace(PublishedRecord.BASE_URL, "https://journal.example");
    }

    /** Returns the public part of an article body, without email addresses and with affiliations as printed. */
    public static JsonNode shown(ObjectNode body) {
        ObjectNode shown = body.deepCopy();
        shown.path("contributors").forEach(contributor -> {
            ((ObjectNode) contributor).remove("email");
            contributor.path("affiliations").forEach(mention -> ((ObjectNode) mention).retain("text"));
        });
        if (shown.has("correspondence")) {
            shown.put(
                    "correspondence",
                    PrintedEmails.without(shown.path("correspondence").textValue()));
        }
        if (shown.path("correspondence").isNull()) {
            shown.remove("correspondence");
        }
        for (int i = shown.path("notes").size() - 1; i >= 0; i--) {
            String words = PrintedEmails.without(
                    shown.path("notes").get(i).path("text").textValue());
            if (words == null) {
                shown.withArray("notes").remove(i);
            } else {
                ((ObjectNode) shown.path("notes").get(i)).put("text", words);
            }
        }
        if (shown.path("notes").isEmpty()) {
            shown.remove("notes");
        }
        return shown;
    }

    /** Returns the differences between two JSON trees, ignoring the order of members. */
    public static List<String> differences(JsonNode one, JsonNode other) {
        List<String> differences = new ArrayList<>();
        compare("", one, other, differences);
        return differences;
    }

    private static void compare(String pointer, JsonNode one, JsonNode other, List<String> differences) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(pointer + "/" + name, one.path(name), other.path(name), differences));
        } else if (one.isArray() && other.isArray()) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                compare(pointer + "/" + i, one.path(i), other.path(i), differences);
            }
        } else if (!one.equals(other)) {
            differences.add(pointer + ": " + one + " became " + other);
        }
    }

    /**
     * Asserts that this record is valid in every format that has a schema. Formats whose required fields are missing
     * are skipped.
     */
    public static void assertValidInAllFormats(PublishedRecord record) throws Exception {
        for (var schema : FormatSchemas.OF_FORMATS.entrySet()) {
            Format format = format(schema.getKey());
            if (format.writer().missing(record).isEmpty()) {
                FormatSchemas.assertValid(schema.getValue(), written(format.name(), record));
            }
        }
        if (format("pubmed").writer().missing(record).isEmpty()) {
            assertEquals(List.of(), FormatSchemas.errorsOfPubMed(written("pubmed", record)));
        }
    }

    public static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
