package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.identifiers.SharedData;

/**
 * Exports real records for reference managers and imports the files again. All data that these formats support must be
 * unchanged.
 */
class ManagersRoundTripTest {

    @TestFactory
    Stream<DynamicTest> every_record_exported_for_a_reference_manager_is_unchanged_after_import() throws Exception {
        List<PublishedRecord> records = records();
        return Stream.of("csl", "bibtex", "ris")
                .map(format -> DynamicTest.dynamicTest(format, () -> {
                    List<String> wrong = new ArrayList<>();
                    for (PublishedRecord record : records) {
                        String written = RoundTrips.written(format, record);
                        assertEquals(
                                format,
                                ImportReadings.recognized(RoundTrips.bytes(written), null),
                                written.substring(0, 80));
                        compare(
                                format,
                                record,
                                ImportReadings.all(format, written).get(0),
                                wrong);
                    }
                    assertEquals(List.of(), wrong.stream().limit(10).toList(), wrong.size() + " differences");
                }));
    }

    private static void compare(String format, PublishedRecord record, ImportRecord read, List<String> wrong) {
        JsonNode body = read.body();
        String name = record.citedAs();
        same(name, SingleLine.of(record.citedTitle()), text(body, "title"), wrong);
        same(
                name,
                record.doi() == null ? "" : record.doi().value(),
                body.path("doi").asText(),
                wrong);
        same(name, record.journal().title(), body.at("/journal/title").asText(), wrong);
        same(
                name,
                String.valueOf(record.issue().volume()),
                body.at("/issue/volume").asText("null"),
                wrong);
        same(
                name,
                String.valueOf(record.issue().number()),
                body.at("/issue/number").asText("null"),
                wrong);
        // A name of several words without separate name parts is split heuristically.
        boolean isPlain = record.authors().stream()
                .noneMatch(author -> author.given() == null
                        && author.family() != null
                        && author.family().contains(" "));
        boolean hasOrganization = record.authors().stream().anyMatch(author -> author.name() != null);
        if (isPlain && !(format.equals("ris") && hasOrganization)) {
            same(name, names(record), read(body), wrong);
        }
        same(name, record.body().language().value(), body.path("language").asText(), wrong);
        same(
                name,
                record.published() == null ? "" : record.published().toString(),
                body.at("/dates/published").asText(),
                wrong);
        var summary = record.body().abstractText();
        same(name, summary == null ? "" : summary, text(body, "abstract"), wrong);
        same(name, String.join(" ", record.body().keywords()), String.join(" ", texts(body.path("keywords"))), wrong);
    }

    private static String text(JsonNode body, String member) {
        String html = body.path(member + "Html").asText();
        return html.isEmpty()
                ? body.path(member).asText()
                : html.replaceAll("<[^>]*>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String names(PublishedRecord record) {
        List<String> names = new ArrayList<>();
        record.authors()
                .forEach(author ->
                        names.add(author.name() == null ? author.family() + "|" + author.given() : author.name()));
        return String.join("; ", names);
    }

    private static String read(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.path("contributors").forEach(person -> {
            if (person.path("role").asText().equals("author")) {
                names.add(
                        person.has("name")
                                ? person.get("name").asText()
                                : person.get("family").asText() + "|"
                                        + person.path("given").asText("null"));
            }
        });
        return String.join("; ", names);
    }

    /** Compares two strings, ignoring white space, commas and semicolons. */
    private static void same(String name, String one, String other, List<String> wrong) {
        String left = one == null ? "" : one.replaceAll("[\\s\u00A0,;]+", " ").strip();
        String right = other.replaceAll("[\\s\u00A0,;]+", " ").strip();
        if (!left.equals(right)) {
            wrong.add(name + ": " + left + " became " + right);
        }
    }

    private static List<PublishedRecord> records() throws Exception {
        List<PublishedRecord> records = new ArrayList<>();
        try (InputStream works =
                new GZIPInputStream(Files.newInputStream(SharedData.present("crossref-works/works.jsonl.gz")))) {
            for (ImportRecord record : ImportReadings.all("crossref-works", works)) {
                if (record.problems().isEmpty()
                        && record.body().at("/journal/title").isTextual()
                        && record.kind().equals("article")) {
                    records.add(Publishing.publish(record.body(), false));
                }
            }
        }
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".xml"))
                    .sorted()
                    .toList()) {
                records.add(Publishing.publish(
                        ImportReadings.all("jats", Files.newInputStream(file))
                                .get(0)
                                .body(),
                        false));
            }
        }
        return records;
    }
}
