package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.DatabaseStartException;

class PostgresBinariesTest {

    @Test
    void the_archive_name_of_each_supported_platform_is_returned() {
        assertEquals("/postgres-linux-x86_64.txz", PostgresBinaries.archive("Linux", "amd64"));
        assertEquals("/postgres-linux-arm_64.txz", PostgresBinaries.archive("Linux", "aarch64"));
        assertEquals("/postgres-darwin-x86_64.txz", PostgresBinaries.archive("Mac OS X", "x86_64"));
        assertEquals("/postgres-darwin-arm_64.txz", PostgresBinaries.archive("Mac OS X", "aarch64"));
    }

    @Test
    void the_build_contains_the_postgresql_archive_for_the_platform_of_the_build() throws IOException {
        String archive = PostgresBinaries.archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (var content = PostgresBinaries.class.getResourceAsStream(archive)) {
            assertEquals(0xFD, content.read(), "the first byte of an xz file");
        }
    }

    @Test
    void an_unsupported_platform_is_rejected_with_a_hint_to_configure_an_external_server() {
        assertEquals(
                "There is no embedded PostgreSQL for Windows 11 on amd64. Configure a PostgreSQL server"
                        + " with QUARKUS_DATASOURCE_JDBC_URL.",
                assertThrows(DatabaseStartException.class, () -> PostgresBinaries.archive("Windows 11", "amd64"))
                        .getMessage());
        assertThrows(DatabaseStartException.class, () -> PostgresBinaries.archive("Linux", "riscv64"));
    }

    @Test
    void the_postgresql_version_in_the_program_equals_the_version_in_the_build_file() throws IOException {
        String version = "<postgresql.binaries.version>" + PostgresBinaries.VERSION + "</";
        assertTrue(Files.readString(Path.of("pom.xml")).contains(version));
    }
}
