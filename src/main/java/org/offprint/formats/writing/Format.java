package org.offprint.formats.writing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A format of published records: a line in the table {@code Formats}.
 *
 * @param name in paths: {@code /exports/{name}}
 * @param title what people call it
 * @param version counts the changes of what is written; raise it with every change, so that what is stored is made anew
 * @param extension of file names, without a dot before it
 * @param mediaTypes the one it is sent with, then others by which it may be asked for
 * @param oai how OAI-PMH knows it; null where it does not
 * @param writer writes it
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

    /** A metadata format of OAI-PMH (section 3.4): its prefix, its XML namespace and where its schema is. */
    public record Oai(String prefix, String namespace, String schema) {

        /**
         * Writes what was rendered as it stands within {@code metadata}: one element that names its namespace and its
         * schema itself. An element without a namespace of its own gets this one; the schema of OAI-PMH asks for one.
         *
         * @param baseUrl of this service, without a slash at its end
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

    /** Returns a copy known to OAI-PMH; the output must be one element that is well-formed and valid on its own. */
    public Format inOai(String prefix, String namespace, String schema) {
        return new Format(name, title, version, extension, mediaTypes, new Oai(prefix, namespace, schema), writer);
    }

    /** Returns a copy with another writer for one request; its output must not be stored as this format. */
    public Format writtenBy(RecordWriter other) {
        return new Format(name, title, version, extension, mediaTypes, oai, other);
    }

    /** The media type that it is sent with. */
    public String mediaType() {
        return mediaTypes.get(0);
    }

    /**
     * Returns those of its media types by which an article can be asked for: not such as browsers ask for everywhere.
     */
    public List<String> negotiableTypes() {
        return mediaTypes.stream().filter(type -> !GENERAL.contains(type)).toList();
    }

    /** Returns the value of {@code Content-Type}: XML and JSON say themselves how they are encoded. */
    public String contentType() {
        boolean saysItself = mediaType().endsWith("xml") || mediaType().endsWith("json");
        return saysItself ? mediaType() : mediaType() + ";charset=UTF-8";
    }

    /** The name of a file of it. */
    public String fileName(String stem) {
        return stem + "." + extension;
    }
}
