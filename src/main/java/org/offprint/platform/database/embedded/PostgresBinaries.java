package org.offprint.platform.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.offprint.platform.database.DatabaseStartException;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL programs that are packaged with the service and unpacked once per PostgreSQL version. */
final class PostgresBinaries {

    /**
     * PostgreSQL version, which must equal {@code postgresql.binaries.version} in the build file. A test compares the
     * two.
     */
    static final String VERSION = "18.6.0";

    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    /** Disk space for the PostgreSQL programs, an empty cluster and the first write-ahead log, in bytes. */
    private static final long ROOM = 160_000_000;

    private static final String PREFIX = "pg-";

    private PostgresBinaries() {}

    /** Returns the directory of the PostgreSQL programs, after unpacking them if necessary. */
    static Path unpack(DataDirectory directory) {
        Path unpacked = directory.root().resolve(PREFIX + VERSION);
        if (!Files.isDirectory(unpacked)) {
            String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
            try {
                requireRoom(directory.root());
                Path part = directory.root().resolve("pg.part");
                directory.removeLeftovers("pg.part", unpacked);
                unpack(archive, part);
                directory.finish(part, unpacked);
            } catch (IOException e) {
                throw new DatabaseStartException(
                        "PostgreSQL cannot be unpacked into the data directory " + directory.root(), e);
            }
        }
        directory.removeLeftovers(PREFIX, unpacked);
        return unpacked.resolve("bin");
    }

    /**
     * Returns the file name of the PostgreSQL archive for a platform.
     *
     * @param system value of the Java system property {@code os.name}
     * @param processor value of the Java system property {@code os.arch}
     */
    static String archive(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        String family = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : null;
        String bits =
                switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> null;
                };
        if (family == null || bits == null) {
            throw new DatabaseStartException("There is no embedded PostgreSQL for " + system + " on " + processor
                    + ". Configure a PostgreSQL server with QUARKUS_DATASOURCE_JDBC_URL.");
        }
        return "/postgres-" + family + "-" + bits + ".txz";
    }

    private static void requireRoom(Path root) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < ROOM) {
            throw new DatabaseStartException("There is not enough disk space for a database in " + root + ": "
                    + free / 1_000_000 + " MB are free, but the first start requires " + ROOM / 1_000_000 + " MB.");
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new DatabaseStartException("This package was built for another platform and does not contain "
                        + archive.substring(1)
                        + ". Build the package on this platform or with -Pall-platforms, or configure a PostgreSQL"
                        + " server with QUARKUS_DATASOURCE_JDBC_URL.");
            }
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target.resolve(entry.getName()));
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.transferTo(Channels.newOutputStream(file));
            // The PostgreSQL programs are flushed to disk before their directory gets its final name, because an
            // existing directory is never unpacked again.
            file.force(false);
        }
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
