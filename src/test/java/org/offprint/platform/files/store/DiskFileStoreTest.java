package org.offprint.platform.files.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiskFileStoreTest extends FileStoreTest {

    @Override
    FileStore open() throws IOException {
        return new DiskFileStore(directory, 0);
    }

    @Override
    List<String> arguments() {
        return List.of();
    }

    @Test
    void the_storage_path_of_a_file_starts_with_the_first_digits_of_its_hash() throws IOException {
        StoredBytes kept = keep(random(1_000));
        String name = kept.hash().value();
        Path expected = directory
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
        assertEquals(Optional.of(expected), store.path(kept.hash()));
        assertArrayEquals(random(1_000), Files.readAllBytes(expected));
        store.delete(kept.hash());
        assertEquals(Optional.empty(), store.path(kept.hash()));
    }

    @Test
    void an_open_stream_can_be_read_to_its_end_after_the_file_is_deleted() throws IOException {
        StoredBytes kept = keep(random(300_000));
        try (InputStream in = store.open(kept.hash())) {
            in.readNBytes(10);
            store.delete(kept.hash());
            assertEquals(299_990, in.readAllBytes().length);
        }
    }

    @Test
    void storing_the_same_bytes_again_repairs_a_damaged_file() throws IOException {
        StoredBytes kept = keep(random(5_000));
        Files.write(store.path(kept.hash()).orElseThrow(), new byte[5_000]);
        assertEquals(kept, keep(random(5_000)));
        assertArrayEquals(random(5_000), bytes(kept.hash()));
    }

    @Test
    void an_upload_that_fills_the_disk_fails_and_its_received_bytes_are_preserved() throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        FileStore full = new DiskFileStore(directory, usable * 2);
        assertThrows(InsufficientStorageException.class, () -> full.begin(MOST));
        assertThrows(InsufficientStorageException.class, full::checkWritable);
        FileStore nearlyFull = new DiskFileStore(directory, usable - (24L << 20));
        UUID upload = UUID.randomUUID();
        byte[] piece = new byte[1 << 20];
        long received;
        try (IncomingFile incoming = nearlyFull.begin(upload, Long.MAX_VALUE)) {
            assertThrows(InsufficientStorageException.class, () -> {
                for (int i = 0; i < 200; i++) {
                    incoming.write(piece);
                }
            });
            received = incoming.size();
            assertTrue(received < 100L << 20, () -> "wrote " + incoming.size());
        }
        assertEquals(OptionalLong.of(received), store.received(upload));
        assertEquals(List.of(), store.list(null, 10));
    }
}
