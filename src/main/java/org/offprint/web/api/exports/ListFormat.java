package org.offprint.web.api.exports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.Format;

/**
 * File format of a downloaded article list.
 *
 * @param format export format; null for JSON Lines, which contain the published JSON documents
 */
public record ListFormat(String name, Format format) {

    /** Media type of a JSON Lines file with one published document per line. */
    public static final String JSON_LINES = "application/jsonl";

    /** File formats of downloaded lists, keyed by the value of the query parameter {@code format}. */
    public static final Map<String, ListFormat> BY_NAME = byName();

    /** Media types in which an article list is available. The first one is JSON, the media type of list pages. */
    public static final List<String> MEDIA_TYPES = Stream.concat(
                    Stream.of(ArticleExports.JSON), BY_NAME.values().stream().map(ListFormat::mediaType))
            .toList();

    private static final Envelope LINES = Envelope.of("", "\n", "\n");

    private static Map<String, ListFormat> byName() {
        ExportFormats formats = ExportFormats.unconfigured();
        Map<String, ListFormat> all = new LinkedHashMap<>();
        for (String name : List.of("csl", "bibtex", "ris", "csv")) {
            all.put(name, new ListFormat(name, formats.named(name).orElseThrow()));
        }
        all.put("jsonl", new ListFormat("jsonl", null));
        return all;
    }

    /** Returns the media type of a list file in this format. */
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
