package org.offprint.formats.writing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Export format of published articles. All export formats are listed in {@code ExportFormats}.
 *
 * @param name name in URL paths: {@code /exports/{name}}
 * @param title display name
 * @param version version of the output; increment it if the output changes, so that cached renderings are rebuilt
 * @param extension file name extension, without a leading dot
 * @param mediaTypes media type of the response, followed by further media types that clients can request
 * @param oai format in OAI-PMH; null if the format is not available in OAI-PMH
 * @param writer writer of the format
 */
public record Format(
        String name,
        String title,
        int version,
        String extension,
        List<String> mediaTypes,
        Oai oai,
        RecordWriter writer) {

    private static final List<String> GENERAL =
            List.of("application/json", "application/xml", "text/xml", "text/html", "text/plain", "text/csv");

    /**
     * OAI-PMH metadata format (section 3.4).
     *
     * @param prefix metadata prefix
     * @param namespace XML namespace
     * @param schema URL of the XML schema
     */
    public record Oai(String prefix, String namespace, String schema) {

        /**
         * Writes a rendered article as the content of the OAI-PMH element {@code metadata}. The content is one element
         * that declares its namespace and schema. The namespace of this format is added if the element has none,
         * because the OAI-PMH schema requires it.
         *
         * @param baseUrl base URL of Offprint without a trailing slash
         */
        public void writeIsland(Rendering rendering, ByteArrayOutputStream out, String baseUrl) {
            byte[] stored = rendering.stored();
            int end = 0;
            while (stored[end] != '>') {
                end++;
            }
            String root = new String(stored, 0, end, StandardCharsets.UTF_8);
            if (root.contains(" xmlns=") || root.contains(" xsi:schemaLocation=")) {
                rendering.writeTo(out, baseUrl);
                return;
            }
            int name = root.split("[\\s/>]", 2)[0].length();
            out.write(stored, 0, name);
            out.writeBytes((" xmlns=\"" + namespace
                            + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\""
                            + namespace + " " + schema + "\"")
                    .getBytes(StandardCharsets.UTF_8));
            rendering.writeFrom(name, out, baseUrl.getBytes(StandardCharsets.UTF_8));
        }
    }

    public static Format of(
            String name, String title, int version, String extension, RecordWriter writer, String... mediaTypes) {
        return new Format(name, title, version, extension, List.of(mediaTypes), null, writer);
    }

    /**
     * Returns a copy of the export format that is available in OAI-PMH. The output of the format must be one XML
     * element that is well-formed and valid as a separate document.
     */
    public Format inOai(String prefix, String namespace, String schema) {
        return new Format(name, title, version, extension, mediaTypes, new Oai(prefix, namespace, schema), writer);
    }

    /**
     * Returns a copy of the export format with a different writer for one request. Do not cache the output of the copy,
     * because it differs from the original format.
     */
    public Format writtenBy(RecordWriter other) {
        return new Format(name, title, version, extension, mediaTypes, oai, other);
    }

    /** Returns the media type of the response. */
    public String mediaType() {
        return mediaTypes.get(0);
    }

    /**
     * Returns the media types that clients can use to request an article in this format. General media types that
     * browsers always send are excluded.
     */
    public List<String> negotiableTypes() {
        return mediaTypes.stream().filter(type -> !GENERAL.contains(type)).toList();
    }

    /**
     * Returns the value of the {@code Content-Type} header. XML and JSON have no charset parameter, because the
     * encoding is defined by the document.
     */
    public String contentType() {
        boolean saysItself = mediaType().endsWith("xml") || mediaType().endsWith("json");
        return saysItself ? mediaType() : mediaType() + ";charset=UTF-8";
    }

    /** Returns the name of a file in this export format. */
    public String fileName(String stem) {
        return stem + "." + extension;
    }
}
