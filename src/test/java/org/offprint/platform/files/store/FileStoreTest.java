package org.offprint.platform.files.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.Nightly;
import org.offprint.kernel.identifiers.InvalidValueException;

/** Tests shared by the disk store and the S3 store. */
abstract class FileStoreTest {

    static final long MOST = 64L << 20;
    private static final int KILLS = Nightly.or(3, 50);

    @TempDir
    Path directory;

    FileStore store;

    /** Opens a store on the files of this test. All stores of a test share the same files. */
    abstract FileStore open() throws IOException;

    /** Returns the command-line arguments that make {@link StoreWriter} open the store in another process. */
    abstract List<String> arguments();

    @BeforeEach
    void open_the_store() throws IOException {
        store = open();
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static Sha256 hash(byte[] bytes) {
        return Sha256.of(bytes);
    }

    StoredBytes keep(byte[] bytes) throws IOException {
        try (IncomingFile incoming = store.begin(MOST)) {
            incoming.write(bytes);
            return incoming.store();
        }
    }

    /** Reads the file with this hash and verifies its content. */
    byte[] bytes(Sha256 hash) throws IOException {
        try (InputStream in = store.open(hash)) {
            byte[] read = in.readAllBytes();
            assertEquals(hash, hash(read));
            return read;
        }
    }

    @Test
    void an_invalid_sha_256_hash_is_rejected() {
        for (String wrong : List.of("", "../../etc/passwd", "A".repeat(64), "a".repeat(63), "g".repeat(64))) {
            assertThrows(InvalidValueException.class, () -> new Sha256(wrong));
        }
    }

    @Test
    void a_stored_file_is_returned_unchanged_for_its_hash() throws IOException {
        for (int length : List.of(0, 1, 65_536, 1_000_003)) {
            byte[] sent = random(length);
            StoredBytes kept = keep(sent);
            assertEquals(new StoredBytes(hash(sent), length), kept);
            assertArrayEquals(sent, bytes(kept.hash()));
            StoredFile found = store.find(kept.hash()).orElseThrow();
            assertEquals(length, found.size());
            assertTrue(Duration.between(found.changed(), Instant.now()).abs().toMinutes() < 2);
        }
    }

    @Test
    void any_byte_range_of_a_stored_file_can_be_read() throws IOException {
        byte[] sent = random(200_000);
        Sha256 hash = keep(sent).hash();
        Random chance = new Random(7);
        for (int i = 0; i < 30; i++) {
            int offset = chance.nextInt(sent.length);
            int length = chance.nextInt(sent.length - offset + 1);
            try (InputStream in = store.open(hash, offset, length)) {
                assertArrayEquals(Arrays.copyOfRange(sent, offset, offset + length), in.readAllBytes());
            }
        }
        try (InputStream in = store.open(hash, 199_990, Long.MAX_VALUE)) {
            assertEquals(10, in.readAllBytes().length);
        }
        try (InputStream in = store.open(hash, 200_000, 10)) {
            assertEquals(-1, in.read());
        }
        try (InputStream in = store.open(hash, 5, 2)) {
            assertEquals(sent[5] & 0xff, in.read());
            assertEquals(sent[6] & 0xff, in.read());
            assertEquals(-1, in.read());
        }
        // Closing a stream before its end has no effect on later reads.
        store.open(hash).close();
    }

    @Test
    void opening_a_missing_file_throws_an_exception() throws IOException {
        Sha256 unknown = hash(random(77));
        assertThrows(NoSuchFileException.class, () -> store.open(unknown));
        assertThrows(NoSuchFileException.class, () -> store.open(unknown, 0, 0));
        assertEquals(Optional.empty(), store.find(unknown));
        assertFalse(store.has(unknown));
        store.delete(unknown);
        StoredBytes kept = keep(random(77));
        assertTrue(store.has(kept.hash()));
        store.delete(kept.hash());
        assertFalse(store.has(kept.hash()));
        assertThrows(NoSuchFileException.class, () -> store.open(kept.hash()));
    }

    @Test
    void an_incoming_file_is_invisible_until_it_is_stored() throws IOException {
        byte[] sent = random(10_000);
        try (IncomingFile incoming = store.begin(MOST)) {
            incoming.write(sent);
            assertFalse(store.has(hash(sent)));
            incoming.discard();
        }
        assertEquals(List.of(), store.list(null, 10));
        try (IncomingFile incoming = store.begin(MOST)) {
            incoming.write(sent);
        }
        assertEquals(List.of(), store.list(null, 10));
    }

    @Test
    void an_interrupted_upload_can_be_resumed_at_its_offset_after_a_restart() throws IOException {
        byte[] sent = random(500_000);
        UUID upload = UUID.randomUUID();
        assertEquals(OptionalLong.empty(), store.received(upload));
        assertThrows(NoSuchFileException.class, () -> store.resume(upload, MOST));
        try (IncomingFile incoming = store.begin(upload, MOST)) {
            assertEquals(upload, incoming.upload());
            incoming.write(sent, 0, 100_000);
        }
        for (int at = 100_000; at < sent.length; at += 200_000) {
            assertEquals(OptionalLong.of(at), store.received(upload));
            store.close();
            store = open();
            try (IncomingFile incoming = store.resume(upload, MOST)) {
                assertEquals(at, incoming.size());
                incoming.write(ByteBuffer.wrap(sent, at, Math.min(200_000, sent.length - at)));
            }
        }
        assertThrows(FileAlreadyExistsException.class, () -> store.begin(upload, MOST));
        try (IncomingFile incoming = store.resume(upload, MOST)) {
            assertEquals(new StoredBytes(hash(sent), sent.length), incoming.store());
        }
        assertArrayEquals(sent, bytes(hash(sent)));
        assertEquals(OptionalLong.empty(), store.received(upload));
        assertThrows(NoSuchFileException.class, () -> store.resume(upload, MOST));
    }

    @Test
    void an_upload_rejects_further_bytes_after_its_hash_is_computed() throws IOException {
        byte[] sent = random(1_000);
        try (IncomingFile incoming = store.begin(MOST)) {
            incoming.write(sent);
            assertEquals(hash(sent), incoming.hash());
            assertThrows(IllegalStateException.class, () -> incoming.write(sent));
            assertEquals(new StoredBytes(hash(sent), sent.length), incoming.store());
        }
    }

    @Test
    void only_one_writer_at_a_time_can_append_to_an_upload() throws IOException {
        UUID upload = UUID.randomUUID();
        try (IncomingFile incoming = store.begin(upload, MOST)) {
            incoming.write(random(10));
            assertThrows(FileBeingReceivedException.class, () -> store.resume(upload, MOST));
            assertEquals(0, store.discardIncoming(Instant.now().plusSeconds(3_600)));
        }
        store.resume(upload, MOST).close();
    }

    @Test
    void an_upload_larger_than_its_limit_is_rejected() throws IOException {
        UUID upload = UUID.randomUUID();
        try (IncomingFile incoming = store.begin(upload, 1_000)) {
            incoming.write(random(999));
            FileTooLargeException refused = assertThrows(FileTooLargeException.class, () -> incoming.write(random(2)));
            assertEquals(1_000, refused.most());
            assertEquals(999, incoming.size());
            incoming.write(1);
            assertThrows(FileTooLargeException.class, () -> incoming.write(1));
        }
        try (IncomingFile incoming = store.resume(upload, 1_000)) {
            assertThrows(FileTooLargeException.class, () -> incoming.write(1));
            assertEquals(1_000, incoming.store().size());
        }
    }

    @Test
    void stored_files_are_listed_page_by_page_in_hash_order() throws IOException {
        List<Sha256> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            expected.add(keep(random(i)).hash());
        }
        expected.sort(null);
        for (int size : List.of(1, 7, 25, 100)) {
            List<Sha256> listed = new ArrayList<>();
            List<StoredFile> page = store.list(null, size);
            while (!page.isEmpty()) {
                assertTrue(page.size() <= size);
                page.forEach(file -> listed.add(file.hash()));
                page = store.list(page.get(page.size() - 1).hash(), size);
            }
            assertEquals(expected, listed);
        }
        assertEquals(
                store.find(expected.get(3)),
                Optional.of(store.list(expected.get(2), 1).get(0)));
    }

    @Test
    void storing_a_file_again_updates_its_modification_time() throws Exception {
        StoredBytes first = keep(random(500));
        Instant before = store.find(first.hash()).orElseThrow().changed();
        Thread.sleep(1_100);
        assertEquals(first, keep(random(500)));
        assertTrue(store.find(first.hash()).orElseThrow().changed().isAfter(before));
        assertEquals(1, store.list(null, 10).size());
    }

    @Test
    void abandoned_uploads_are_discarded() throws IOException {
        UUID upload = UUID.randomUUID();
        try (IncomingFile incoming = store.begin(upload, MOST)) {
            incoming.write(random(10));
        }
        assertEquals(0, store.discardIncoming(Instant.now().minusSeconds(60)));
        assertEquals(OptionalLong.of(10), store.received(upload));
        assertEquals(1, store.discardIncoming(Instant.now().plusSeconds(60)));
        assertEquals(OptionalLong.empty(), store.received(upload));
    }

    @Test
    void the_write_check_of_the_file_store_leaves_no_files() throws IOException {
        store.checkWritable();
        assertEquals(List.of(), store.list(null, 10));
    }

    @Test
    void killing_a_process_while_it_writes_leaves_only_complete_files_in_the_store() throws Exception {
        Random chance = new Random();
        List<Sha256> acknowledged = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            Path out = directory.resolve("writer" + i + ".txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoreWriter.class.getName(),
                    directory.toString()));
            command.addAll(arguments());
            Process writer = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            Instant end = Instant.now().plusSeconds(60);
            while (hashes(out).isEmpty() && writer.isAlive() && Instant.now().isBefore(end)) {
                Thread.sleep(5);
            }
            Thread.sleep(chance.nextInt(100));
            assertTrue(writer.isAlive(), Files.readString(out));
            writer.destroyForcibly();
            assertTrue(writer.waitFor(10, TimeUnit.SECONDS));
            List<Sha256> kept = hashes(out);
            assertFalse(kept.isEmpty(), "no file was written before the kill");
            acknowledged.addAll(kept);
        }
        for (Sha256 hash : acknowledged) {
            bytes(hash);
        }
        int files = 0;
        List<StoredFile> page = store.list(null, 100);
        while (!page.isEmpty()) {
            for (StoredFile file : page) {
                assertEquals(file.size(), bytes(file.hash()).length);
                files++;
            }
            page = store.list(page.get(page.size() - 1).hash(), 100);
        }
        assertTrue(
                files >= acknowledged.size() && files <= acknowledged.size() + KILLS,
                files + " files, acknowledged " + acknowledged.size());
    }

    private static List<Sha256> hashes(Path out) throws IOException {
        return Files.readString(out)
                .lines()
                .filter(Sha256::isHash)
                .map(Sha256::new)
                .toList();
    }
}
