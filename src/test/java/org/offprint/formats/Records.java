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

/** Published records for tests of formats, as they are stored: {@code src/test/resources/formats/records}. */
public final class Records {

    /** Its journal has an ISSN and a publisher, and it has a DOI, an author and a year: what most formats ask for. */
    public static final String MINIMAL = "minimal";

    /** Has everything that an article can have, and is retracted. */
    public static final String FULL = "full";

    /** Every text in it is meant to break something. */
    public static final String HOSTILE = "hostile";

    /** Has a title and nothing that a format may need beyond. */
    public static final String BARE = "bare";

    /** A notice: it retracts one article and corrects another. */
    public static final String NOTICE = "notice";

    static final List<String> ALL = List.of(MINIMAL, FULL, HOSTILE, BARE, NOTICE);

    private Records() {}

    /** The table of formats, of a service that deposits with Crossref. */
    public static Formats formats() {
        return new Formats(new CrossrefDepositor(
                "Road Studies", "deposits@roads.example", "Road Society", "10.12345/crossmark-policy"));
    }

    /** The record of this name. */
    public static PublishedRecord named(String name) {
        String file = "/formats/records/" + name + ".json";
        try (InputStream document = Records.class.getResourceAsStream(file)) {
            return PublishedRecord.read(document.readAllBytes(), "\"etag-of-" + name + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record of this name, with what the change does to its stored document. */
    public static PublishedRecord changed(String name, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) Json.parse(Json.write(named(name).article()));
        change.accept(document);
        return PublishedRecord.read(Json.write(document), "\"etag-of-changed-" + name + "\"");
    }

    /** The whole document of one record. */
    public static String document(RecordWriter writer, PublishedRecord record) {
        Envelope envelope = writer.envelope();
        return envelope.begin(new Envelope.Batch("batch-1", Instant.parse("2026-01-05T10:00:00Z")))
                + writer.write(record)
                + envelope.end();
    }
}
