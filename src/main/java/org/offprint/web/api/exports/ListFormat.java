package org.offprint.web.api.exports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.offprint.formats.Formats;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.Format;

/**
 * A format that a whole list comes in.
 *
 * @param format null for the records themselves, a line each
 */
public record ListFormat(String name, Format format) {

    /** Documents as readers get them, one a line. */
    public static final String JSON_LINES = "application/jsonl";

    /** All, by the names that the parameter takes. */
    public static final Map<String, ListFormat> BY_NAME = byName();

    /** The media types of a list of articles, a page first. */
    public static final List<String> MEDIA_TYPES = Stream.concat(
                    Stream.of(ArticleExports.JSON), BY_NAME.values().stream().map(ListFormat::mediaType))
            .toList();

    private static final Envelope LINES = Envelope.of("", "\n", "\n");

    private static Map<String, ListFormat> byName() {
        Formats formats = Formats.known();
        Map<String, ListFormat> all = new LinkedHashMap<>();
        for (String name : List.of("csl", "bibtex", "ris", "csv")) {
            all.put(name, new ListFormat(name, formats.named(name).orElseThrow()));
        }
        all.put("jsonl", new ListFormat("jsonl", null));
        return all;
    }

    /** The media type that it is sent with. */
    public String mediaType() {
        return format == null ? JSON_LINES : format.mediaType();
    }

    public String contentType() {
        return format == null ? JSON_LINES : format.contentType();
    }

    public String extension() {
        return format == null ? "jsonl" : format.extension();
    }

    public Envelope envelope() {
        return format == null ? LINES : format.writer().envelope();
    }
}
