package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.offprint.platform.database.DatabaseStartException;
import org.offprint.platform.database.DirectoryTrees;

/** The directory of one service, locked for as long as this is open. */
final class DataDirectory implements AutoCloseable {

    /** Characters that the shell, through which pg_ctl starts the server, would not take as they are. */
    private static final String UNFIT = "\"$`\\\n\r";

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes the directory where it is missing and locks it; fails where another process has it. */
    static DataDirectory open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        if (root.toString().chars().anyMatch(c -> UNFIT.indexOf(c) >= 0)) {
            throw new DatabaseStartException(
                    "The path of the data directory has a quote, a dollar sign, a backslash or a line break: " + root);
        }
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new DatabaseStartException("The data directory " + root + " is a file. Name a directory.");
        }
        try {
            if (!Files.exists(root)) {
                Files.createDirectories(root, permissions("rwx------"));
            }
            return new DataDirectory(root.toRealPath(), lock(root));
        } catch (IOException e) {
            throw new DatabaseStartException("The data directory " + root + " cannot be written", e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another database of this same process has it: no different from another process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new DatabaseStartException("Another instance uses the data directory " + root
                + ". Stop it, or give this one a directory of its own with OFFPRINT_DATA_DIR.");
    }

    Path root() {
        return root;
    }

    /** The cluster: what PostgreSQL calls its data directory. */
    Path cluster() {
        return root.resolve("data");
    }

    /**
     * Reports whether there is a whole cluster.
     *
     * @param major the major version of PostgreSQL that runs here
     * @throws DatabaseStartException where the cluster is of another one
     */
    boolean hasCluster(String major) {
        if (!Files.exists(cluster())) {
            return false;
        }
        String found = read(cluster().resolve("PG_VERSION"));
        if (!found.equals(major)) {
            throw new DatabaseStartException("The database in " + cluster() + " is of PostgreSQL " + found
                    + " and this service runs PostgreSQL " + major
                    + ". Start the version of the service that wrote it, take a backup and restore that here.");
        }
        return true;
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** The password of the database, made before the first cluster and never after. */
    String password() {
        if (Files.exists(passwordFile())) {
            String password = read(passwordFile());
            if (password.isEmpty()) {
                throw new DatabaseStartException("The password file " + passwordFile() + " is empty.");
            }
            return password;
        }
        if (Files.exists(cluster())) {
            throw new DatabaseStartException("The password file " + passwordFile()
                    + " is missing. Without it the database beside it cannot be opened: put it back.");
        }
        return newPassword();
    }

    private String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            Path part = root.resolve("password.part");
            Files.deleteIfExists(part);
            Files.createFile(part, permissions("rw-------"));
            Files.writeString(part, password + "\n", StandardOpenOption.SYNC, StandardOpenOption.WRITE);
            finish(part, passwordFile());
            return password;
        } catch (IOException e) {
            throw new DatabaseStartException("The password file " + passwordFile() + " cannot be written", e);
        }
    }

    /** Renames a complete directory, so that the name stands for something whole, after a power cut too. */
    void finish(Path part, Path whole) throws IOException {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(root, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Removes what an interrupted start or an older version left, as far as it lets itself be removed. */
    void removeLeftovers(String prefix, Path except) {
        try (var entries = Files.newDirectoryStream(root, prefix + "*")) {
            for (Path entry : entries) {
                if (!entry.equals(except)) {
                    DirectoryTrees.delete(entry);
                }
            }
        } catch (IOException e) {
            // Someone may still be writing there, an initdb that outlived its parent: the next start comes by again.
        }
    }

    private static FileAttribute<?> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new DatabaseStartException("The file " + file + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
