package org.offprint.imports.reading;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.files.Directories;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.files.UploadPosition;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.jobs.ClaimLostException;
import org.offprint.platform.jobs.JobFixtures.Watch;

/** Tests that a cancelled import stops reading after a few checks of its claim, at any position in a file. */
class CancelledReadingTest {

    private static final UploadPosition BEGINNING = new UploadPosition(0, 0, 0);

    /**
     * Minimum number of claim checks for a file that is read completely. With fewer checks, stopping early would prove
     * nothing.
     */
    private static final int CALLS = 20;

    private final Path data = TestDatabase.temporaryDirectory();
    private final UploadDirectory directory = Directories.at(data);
    private final UUID job = Ids.next();

    @AfterEach
    void remove() {
        TestDatabase.deleteTree(data);
    }

    private ImportRequest file(String format, byte[] content) {
        try {
            Files.write(directory.create(job).resolve("0"), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ImportRequest(
                format,
                ImportMode.UPSERT,
                false,
                false,
                false,
                null,
                null,
                null,
                List.of(new ImportRequest.File(null, content.length)),
                new ImportRequest.Importer(Ids.next(), "Eve", true, null));
    }

    @ParameterizedTest
    @CsvSource({
        "jsonl, '{\"kind\":\"article\",\"title\":\"'",
        "jats, '<article><front><article-meta><title-group><article-title>'",
        "bibtex, '@article{key, title = {'",
        "ris, 'TY  - JOUR\nTI  - '",
        "csl, '[{\"type\":\"article-journal\",\"title\":\"'"
    })
    void a_cancelled_import_stops_inside_a_huge_record(String format, String beginning) {
        byte[] huge = gzip(out -> {
            write(out, beginning.getBytes(StandardCharsets.UTF_8));
            byte[] more = "A word and another one. ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 600; i++) {
                write(out, more);
            }
        });
        stops(file(format, huge));
    }

    @Test
    void a_cancelled_import_stops_while_it_decompresses_empty_data() {
        byte[] empty = gzip(out -> {});
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            members.writeBytes(empty);
        }
        members.writeBytes(gzip(out -> write(out, "{}".getBytes(StandardCharsets.UTF_8))));
        stops(file("jsonl", members.toByteArray()));
    }

    @Test
    void a_cancelled_import_stops_between_empty_files() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 1_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".jsonl"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        stops(file("jsonl", bytes.toByteArray()));
    }

    @Test
    void a_cancelled_import_stops_while_it_assigns_files_to_articles() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("a.xml", "b.xml")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<article><front/></article>".getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < 1_000; i++) {
                zip.putNextEntry(new ZipEntry(".".repeat(900) + i + ".png"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        stops(file("jats", bytes.toByteArray()));
    }

    @Test
    void a_cancelled_import_stops_while_it_skips_or_counts_records() {
        ImportRequest request = file("jsonl", gzip(out -> {
            for (int i = 0; i < 20_000; i++) {
                write(out, "{\"kind\":\"article\",\"title\":\"A\"}\n".getBytes(StandardCharsets.UTF_8));
            }
        }));
        Watch skipping = new Watch(100);
        assertThrows(
                ClaimLostException.class,
                () -> new UploadReader(
                        job,
                        request,
                        directory,
                        new PackagedFiles(null, 1),
                        new UploadPosition(0, 0, 20_000),
                        skipping));
        assertTrue(skipping.calls() < 120, () -> skipping.calls() + " calls");
        Watch counting = new Watch(2);
        assertThrows(ClaimLostException.class, () -> new RecordCount(job, request, directory, counting).all());
        assertTrue(counting.calls() < 20, () -> counting.calls() + " calls");
    }

    private void stops(ImportRequest request) {
        Watch patient = new Watch(CALLS);
        assertThrows(ClaimLostException.class, () -> readAll(request, patient), "The file is too small for this test");
        assertTrue(patient.calls() < CALLS + 10, () -> patient.calls() + " calls");
        Watch cancelled = new Watch(5);
        assertThrows(ClaimLostException.class, () -> readAll(request, cancelled));
        assertTrue(cancelled.calls() < 15, () -> cancelled.calls() + " calls");
    }

    private void readAll(ImportRequest request, Watch watch) {
        try (UploadReader reader =
                new UploadReader(job, request, directory, new PackagedFiles(null, 1), BEGINNING, watch)) {
            while (reader.next() != null) {
                // This test only checks when the import stops, so it ignores the records.
            }
        }
    }

    private static byte[] gzip(Consumer<OutputStream> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            content.accept(gzip);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
