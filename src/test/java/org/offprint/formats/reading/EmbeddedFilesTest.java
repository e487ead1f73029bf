package org.offprint.formats.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.formats.reading.EmbeddedFiles.EmbeddedFile;
import org.offprint.platform.files.store.DiskFileStore;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;

class EmbeddedFilesTest {

    private static final long LARGEST = 1_000_000;

    @TempDir
    Path directory;

    /** Sends a Base64 string in pieces that do not align with Base64 groups. */
    private static EmbeddedFile sent(EmbeddedFiles files, String base64) throws IOException {
        EmbeddedFiles.Receiver receiver = files.begin();
        char[] text = base64.toCharArray();
        for (int at = 0; at < text.length; at += 1_001) {
            receiver.write(text, at, Math.min(1_001, text.length - at));
        }
        return receiver.end("file.csv");
    }

    @Test
    void an_embedded_file_has_the_same_hash_however_its_base64_text_is_split() throws IOException {
        byte[] table = "a,b\n1,2\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        byte[] odd = ("a,b\n" + new Random(7).nextInt()).getBytes(StandardCharsets.UTF_8);
        try (FileStore store = new DiskFileStore(directory, 0)) {
            EmbeddedFiles files = new EmbeddedFiles(store, LARGEST);
            for (byte[] content : new byte[][] {table, odd}) {
                for (String text : new String[] {
                    Base64.getEncoder().encodeToString(content),
                    Base64.getMimeEncoder().encodeToString(content) + "\n  ",
                    Base64.getEncoder().withoutPadding().encodeToString(content)
                }) {
                    EmbeddedFile embedded = sent(files, text);
                    assertNull(embedded.refusal());
                    assertEquals(Sha256.of(content).value(), embedded.sha256());
                    assertEquals(content.length, embedded.size());
                    assertEquals("text/csv", embedded.mediaType());
                    try (InputStream stored = store.open(new Sha256(embedded.sha256()))) {
                        assertEquals(content.length, stored.readAllBytes().length);
                    }
                }
            }
            assertEquals(Set.of(Sha256.of(table).value(), Sha256.of(odd).value()), files.takeHashes());
            assertEquals(Set.of(), files.takeHashes());
        }
    }

    @Test
    void an_invalid_or_oversized_or_executable_embedded_file_is_rejected_and_not_stored() throws IOException {
        try (FileStore store = new DiskFileStore(directory, 0)) {
            EmbeddedFiles files = new EmbeddedFiles(store, LARGEST);
            assertEquals(
                    "The file is not valid Base64.", sent(files, "no base64!").refusal());
            assertEquals(
                    "The file is not valid Base64.", sent(files, "QQ==QUJD").refusal());
            assertEquals("The file is not valid Base64.", sent(files, "QUJDR").refusal());
            assertEquals("The file is empty.", sent(files, " \n").refusal());
            assertEquals(
                    "The file exceeds the size limit of this service.",
                    sent(files, "QUJD".repeat(400_000)).refusal());
            String program = Base64.getEncoder().encodeToString("MZ\u0090\u0000".getBytes(StandardCharsets.ISO_8859_1));
            EmbeddedFiles.Receiver receiver = files.begin();
            receiver.write(program.toCharArray(), 0, program.length());
            assertTrue(receiver.end("setup.exe").refusal().contains("program"));
            files.begin().discard();
            assertEquals(Set.of(), files.takeHashes());
        }
        try (Stream<Path> left = Files.walk(directory)) {
            assertEquals(0, left.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void embedded_files_are_checked_but_not_stored_if_there_is_no_file_store() throws IOException {
        EmbeddedFiles files = new EmbeddedFiles(null, LARGEST);
        EmbeddedFile embedded =
                sent(files, Base64.getEncoder().encodeToString("a,b\n".getBytes(StandardCharsets.UTF_8)));
        assertNull(embedded.refusal());
        assertEquals(4, embedded.size());
        assertFalse(EmbeddedFiles.NONE.isEnabled());
    }
}
