package org.offprint.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.kernel.faults.Finding;

/** Reads files in the import formats without a running service. */
public final class ImportReadings {

    private ImportReadings() {}

    /** Returns the import format with this name. */
    public static ImportFormat format(String name) {
        return ImportFormats.named(name).orElseThrow();
    }

    /** Returns the name of the import format detected for a file, or null if no format was detected. */
    public static String recognized(byte[] file, String fileName) {
        byte[] head = java.util.Arrays.copyOf(file, Math.min(file.length, FileHead.LENGTH));
        return ImportFormats.of(new FileHead(head, fileName))
                .map(ImportFormat::name)
                .orElse(null);
    }

    /** Returns all records of a file. */
    public static List<ImportRecord> all(String format, InputStream file) {
        List<ImportRecord> all = new ArrayList<>();
        try (ImportRecords records = format(format).open(file)) {
            for (ImportRecord record = next(records); record != null; record = next(records)) {
                all.add(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Returns the next record. An unreadable record is returned with a finding. */
    static ImportRecord next(ImportRecords records) {
        try {
            return records.next();
        } catch (UnreadableException e) {
            if (!e.isOfRecord()) {
                throw e;
            }
            return ImportRecord.refused(Finding.at("", "unreadable", e.getMessage()), List.of(), e.line());
        }
    }

    /** Returns all records of a file, passed as a string. */
    public static List<ImportRecord> all(String format, String file) {
        return all(format, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
