package org.offprint.app.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSizesTest {

    @TempDir
    Path directory;

    private void file(String name, int bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }

    @Test
    void the_measured_size_of_a_folder_includes_files_at_all_depths_except_in_excluded_folders() throws IOException {
        file("a", 3);
        file("b/c/d", 40);
        file("search/index/e", 500);
        assertEquals(OptionalLong.of(543), StorageMetrics.sizeOf(directory, Set.of(), 100));
        assertEquals(OptionalLong.of(43), StorageMetrics.sizeOf(directory, Set.of(directory.resolve("search")), 100));
    }

    @Test
    void the_size_of_a_folder_with_too_many_files_is_not_measured() throws IOException {
        for (int i = 0; i < 12; i++) {
            file("f" + i, 1);
        }
        assertEquals(OptionalLong.empty(), StorageMetrics.sizeOf(directory, Set.of(), 10));
        assertEquals(OptionalLong.of(12), StorageMetrics.sizeOf(directory, Set.of(), 12));
    }

    @Test
    void symbolic_links_are_not_followed_when_the_size_of_a_folder_is_measured() throws IOException {
        file("a", 3);
        Files.createSymbolicLink(directory.resolve("circle"), directory);
        assertEquals(OptionalLong.of(3), StorageMetrics.sizeOf(directory, Set.of(), 100));
    }
}
