package org.offprint.platform.files.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests transfers between file stores. Each file must be copied completely or not at all, and damaged files must be
 * detected.
 */
class FileTransferTest {

    private static final int FILES = 20;

    @TempDir
    private Path directory;

    private FileStore from;
    private FileStore to;
    private final List<Sha256> kept = new ArrayList<>();
    private final List<FileCheck.Fault> faults = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        from = new DiskFileStore(directory.resolve("from"), 0);
        to = new DiskFileStore(directory.resolve("to"), 0);
        for (int i = 0; i < FILES; i++) {
            try (IncomingFile incoming = from.begin(1_000_000)) {
                incoming.write(FileStoreTest.random(i * 1_000));
                kept.add(incoming.store().hash());
            }
        }
    }

    private FileTransfer.Progress run(boolean isMove) throws IOException {
        return new FileTransfer(from, to, isMove).run(at -> {}, faults::add);
    }

    private void damage(FileStore store, int number) throws IOException {
        Path file = store.path(kept.get(number)).orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static byte[] bytes(FileStore store, Sha256 hash) throws IOException {
        try (InputStream in = store.open(hash)) {
            return in.readAllBytes();
        }
    }

    @Test
    void copying_a_file_store_transfers_all_files_without_deleting_the_originals() throws IOException {
        List<FileTransfer.Progress> seen = new ArrayList<>();
        FileTransfer.Progress end = new FileTransfer(from, to, false).run(seen::add, faults::add);
        assertEquals(new FileTransfer.Progress(FILES, 0, 0, 190_000, 190_000, FILES), end);
        assertEquals(FILES, seen.size());
        assertEquals(end, seen.get(FILES - 1));
        assertEquals(List.of(), faults);
        for (int i = 0; i < FILES; i++) {
            assertArrayEquals(FileStoreTest.random(i * 1_000), bytes(to, kept.get(i)));
            assertTrue(from.has(kept.get(i)));
        }
    }

    @Test
    void moving_a_file_store_deletes_the_originals_after_they_are_copied() throws IOException {
        assertEquals(FILES, run(true).copied());
        assertEquals(List.of(), from.list(null, 10));
        assertEquals(FILES, to.list(null, 100).size());
    }

    @Test
    void an_interrupted_file_transfer_resumes_without_copying_files_again() throws IOException {
        IllegalStateException stop = new IllegalStateException();
        assertThrows(IllegalStateException.class, () -> new FileTransfer(from, to, false)
                .run(
                        at -> {
                            if (at.files() == 7) {
                                throw stop;
                            }
                        },
                        faults::add));
        assertEquals(7, to.list(null, 100).size());
        FileTransfer.Progress end = run(false);
        assertEquals(FILES - 7, end.copied());
        assertEquals(7, end.present());
        assertEquals(FILES, to.list(null, 100).size());
    }

    @Test
    void a_damaged_file_is_reported_and_neither_copied_nor_deleted_in_a_transfer() throws IOException {
        damage(from, 5);
        FileTransfer.Progress end = run(true);
        assertEquals(FILES - 1, end.copied());
        assertEquals(1, end.damaged());
        assertEquals(
                List.of(kept.get(5)), faults.stream().map(FileCheck.Fault::hash).toList());
        assertFalse(to.has(kept.get(5)));
        assertTrue(from.has(kept.get(5)));
        try (var left = Files.list(directory.resolve("to/incoming"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void moving_files_does_not_delete_an_original_whose_existing_copy_is_damaged() throws IOException {
        run(false);
        damage(to, 8);
        FileTransfer.Progress end = run(true);
        assertEquals(1, end.damaged());
        assertEquals(kept.get(8), faults.get(0).hash());
        assertArrayEquals(FileStoreTest.random(8_000), bytes(from, kept.get(8)));
        assertEquals(1, from.list(null, 10).size());
    }

    @Test
    void a_file_check_detects_damaged_and_missing_files() throws IOException {
        damage(from, 3);
        from.delete(kept.get(4));
        FileCheck check = new FileCheck(from);
        for (int i = 0; i < FILES; i++) {
            Optional<FileCheck.Fault> fault = check.check(kept.get(i));
            FileCheck.Fault.Kind expected =
                    i == 3 ? FileCheck.Fault.Kind.DAMAGED : i == 4 ? FileCheck.Fault.Kind.MISSING : null;
            assertEquals(Optional.ofNullable(expected), fault.map(FileCheck.Fault::kind));
            assertTrue(fault.isEmpty()
                    || fault.get().message().contains(kept.get(i).value()));
        }
    }

    @Test
    void an_upload_whose_hash_differs_from_the_expected_hash_is_not_stored() throws IOException {
        try (IncomingFile incoming = from.begin(1_000)) {
            incoming.write(FileStoreTest.random(999));
            HashMismatchException refused =
                    assertThrows(HashMismatchException.class, () -> incoming.store(kept.get(1)));
            assertFalse(from.has(refused.found()));
            try (IncomingFile again = from.resume(incoming.upload(), 1_000)) {
                assertEquals(refused.found(), again.store(refused.found()).hash());
            }
        }
    }
}
