package org.offprint.web.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests storage, replacement and removal of pages in a small page file. */
class PageFileTest {

    private static final int CAPACITY = 1_000;

    @TempDir
    Path folder;

    private Path path;
    private PageFile file;

    @BeforeEach
    void create() {
        path = folder.resolve("pages");
        file = new PageFile(path, CAPACITY);
    }

    @AfterEach
    void close() {
        file.close();
    }

    /** Returns a page whose bytes depend on its URL and version. */
    private static byte[] page(String url, int version, int length) {
        byte[] page = new byte[length];
        new Random(url.hashCode() + 31L * version).nextBytes(page);
        return page;
    }

    private Optional<String> text(String url) {
        return file.read(url).map(page -> new String(page, StandardCharsets.UTF_8));
    }

    private void write(String url, String text) {
        file.write(url, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_last_page_that_was_written_for_a_url_is_returned() {
        assertEquals(Optional.empty(), text("/a"));
        write("/a", "first");
        write("/b", "other");
        write("/a", "second, which is longer");

        assertEquals(Optional.of("second, which is longer"), text("/a"));
        assertEquals(Optional.of("other"), text("/b"));
        assertTrue(file.contains("/a"));
        assertFalse(file.contains("/c"));
    }

    @Test
    void new_pages_overwrite_the_oldest_pages_of_a_full_file() {
        for (int number = 0; number < 100; number++) {
            file.write("/" + number, page("/" + number, 0, 90));
        }
        // Eleven pages fit into the file.
        for (int number = 0; number < 100; number++) {
            Optional<byte[]> read = file.read("/" + number);
            assertEquals(number >= 89, read.isPresent(), "page " + number);
            if (read.isPresent()) {
                assertArrayEquals(page("/" + number, 0, 90), read.get());
            }
        }
    }

    @Test
    void a_page_that_is_larger_than_the_file_is_not_stored() {
        write("/small", "text");
        file.write("/large", new byte[CAPACITY + 1]);
        file.write("/full", new byte[CAPACITY]);

        assertFalse(file.contains("/large"));
        assertTrue(file.contains("/full"));
        assertFalse(file.contains("/small"));
    }

    @Test
    void concurrent_reads_and_writes_never_return_a_page_of_another_url() {
        AtomicInteger reads = new AtomicInteger();
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(seed -> CompletableFuture.runAsync(() -> {
                    Random random = new Random(seed);
                    for (int round = 0; round < 5_000; round++) {
                        String url = "/" + random.nextInt(20);
                        int length = 1 + Math.abs(url.hashCode() % 97);
                        if (random.nextBoolean()) {
                            file.write(url, page(url, 0, length));
                        } else {
                            file.read(url).ifPresent(read -> {
                                assertArrayEquals(page(url, 0, length), read);
                                reads.incrementAndGet();
                            });
                        }
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).join();
        assertTrue(reads.get() > 1_000, reads + " reads");
    }

    @Test
    void a_cleared_file_contains_no_pages_and_can_be_used_again() {
        write("/a", "first");
        file.clear();
        assertEquals(Optional.empty(), text("/a"));
        write("/a", "second");
        assertEquals(Optional.of("second"), text("/a"));
    }

    @Test
    void a_closed_file_is_deleted_and_stores_no_pages() {
        write("/a", "first");
        file.close();
        assertFalse(Files.exists(path));
        write("/a", "second");
        assertEquals(Optional.empty(), text("/a"));
    }

    @Test
    void the_file_of_an_earlier_process_is_replaced() throws IOException {
        Files.writeString(path, "earlier");
        write("/a", "first");
        assertEquals(Optional.of("first"), text("/a"));
        assertFalse(Files.exists(path) && Files.readString(path).startsWith("earlier"));
    }

    @Test
    void after_an_error_the_file_is_used_again_only_after_a_pause() throws IOException {
        Path missing = folder.resolve("missing");
        PageFile paused = new PageFile(missing.resolve("pages"), CAPACITY);
        PageFile eager = new PageFile(missing.resolve("eager"), CAPACITY, Duration.ZERO);
        for (PageFile each : List.of(paused, eager)) {
            each.write("/a", new byte[10]);
            assertEquals(Optional.empty(), each.read("/a"));
            assertFalse(each.contains("/a"));
        }

        Files.createDirectory(missing);
        for (PageFile each : List.of(paused, eager)) {
            each.write("/a", new byte[10]);
        }
        assertFalse(paused.contains("/a"));
        assertArrayEquals(new byte[10], eager.read("/a").orElseThrow());
        eager.close();
        paused.close();
    }
}
