package org.offprint.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.kernel.json.Json;

/** Published records for format tests, stored in {@code src/test/resources/formats/records}. */
public final class Records {

    /**
     * An article with the fields that most formats require: a DOI, an author, a year, and a journal with ISSN and
     * publisher.
     */
    public static final String MINIMAL = "minimal";

    /** A retracted article with every possible field. */
    public static final String FULL = "full";

    /** An article whose strings contain characters that could break the output formats. */
    public static final String HOSTILE = "hostile";

    /** An article with a title but without the fields that some formats require. */
    public static final String BARE = "bare";

    /** A notice that retracts one article and corrects another. */
    public static final String NOTICE = "notice";

    static final List<String> ALL = List.of(MINIMAL, FULL, HOSTILE, BARE, NOTICE);

    private Records() {}

    /** Returns the export formats of a service that deposits with Crossref. */
    public static ExportFormats formats() {
        return new ExportFormats(new CrossrefDepositor(
                "Road Studies", "deposits@roads.example", "Road Society", "10.12345/crossmark-policy"));
    }

    /** Returns the test record with this name. */
    public static PublishedRecord named(String name) {
        String file = "/formats/records/" + name + ".json";
        try (InputStream document = Records.class.getResourceAsStream(file)) {
            return PublishedRecord.read(document.readAllBytes(), "\"etag-of-" + name + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the test record with this name after applying a change to its stored document. */
    public static PublishedRecord changed(String name, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) Json.parse(Json.write(named(name).article()));
        change.accept(document);
        return PublishedRecord.read(Json.write(document), "\"etag-of-changed-" + name + "\"");
    }

    /** Returns the complete output document that contains only this record. */
    public static String document(RecordWriter writer, PublishedRecord record) {
        Envelope envelope = writer.envelope();
        return envelope.begin(new Envelope.Batch("batch-1", Instant.parse("2026-01-05T10:00:00Z")))
                + writer.write(record)
                + envelope.end();
    }
}
