package org.offprint.web.api.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.offprint.platform.files.store.Sha256;

/**
 * BagIt bag in a zip file (BagIt 1.0, RFC 8493). The payload files are in the directory {@code data}, and manifests
 * contain the hashes of all files. The root directory of the zip file has the name of the bag (BagIt 1.0, section 4).
 *
 * @param name name of the bag and of its directory
 * @param info labels and values of {@code bag-info.txt} in addition to the payload size; entries with null values are
 *     omitted
 * @param at timestamp of all zip entries
 */
record Bag(String name, Map<String, String> info, List<Payload> payload, Instant at) {

    private static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    /** Opens the content of a payload file. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Payload file of a bag, in the directory {@code data}.
     *
     * @param name path below {@code data}, including folders
     * @param size size in bytes
     * @param isDense whether the content is already compressed and must not be compressed again
     */
    record Payload(String name, String sha256, long size, boolean isDense, Opener content) {

        /** Returns a payload file with the given content. */
        static Payload of(String name, byte[] content) {
            return new Payload(
                    name, Sha256.of(content).value(), content.length, false, () -> new ByteArrayInputStream(content));
        }
    }

    /** Writes the bag as a zip file. Payload files are streamed and never loaded completely into memory. */
    void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Map<String, String> tags = tagFiles();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            begin(zip, tag.getKey(), false);
            zip.write(tag.getValue().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        for (Payload file : payload) {
            begin(zip, path(file), file.isDense());
            try (InputStream content = file.content().open()) {
                content.transferTo(zip);
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    private void begin(ZipOutputStream zip, String path, boolean isDense) throws IOException {
        ZipEntry entry = new ZipEntry(name + '/' + path);
        // Use UTC instead of the local time zone, so that the zip file has the same bytes on every machine.
        entry.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        zip.setLevel(isDense ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(entry);
    }

    private Map<String, String> tagFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("bagit.txt", DECLARATION);
        files.put("bag-info.txt", bagInfo());
        StringBuilder manifest = new StringBuilder();
        payload.forEach(file -> line(manifest, file.sha256(), path(file)));
        files.put("manifest-sha256.txt", manifest.toString());
        StringBuilder tags = new StringBuilder();
        files.forEach((path, text) ->
                line(tags, Sha256.of(text.getBytes(StandardCharsets.UTF_8)).value(), path));
        files.put("tagmanifest-sha256.txt", tags.toString());
        return files;
    }

    private String bagInfo() {
        StringBuilder text = new StringBuilder();
        info.forEach((label, value) -> {
            if (value != null) {
                text.append(label)
                        .append(": ")
                        .append(value.replaceAll("\\s+", " ").strip())
                        .append('\n');
            }
        });
        long bytes = payload.stream().mapToLong(Payload::size).sum();
        return text.append("Payload-Oxum: ")
                .append(bytes)
                .append('.')
                .append(payload.size())
                .append('\n')
                .toString();
    }

    private static String path(Payload file) {
        return "data/" + file.name();
    }

    /**
     * Appends a line to a manifest. Line breaks and percent signs in the path are percent-encoded (BagIt 1.0, section
     * 2.1.3).
     */
    private static void line(StringBuilder manifest, String sha256, String path) {
        String plain = path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
        manifest.append(sha256).append("  ").append(plain).append('\n');
    }
}
