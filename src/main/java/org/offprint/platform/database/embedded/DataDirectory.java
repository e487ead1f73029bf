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

/** Data directory of one service process, which is locked until this object is closed. */
final class DataDirectory implements AutoCloseable {

    /**
     * Characters that are forbidden in the path of the data directory, because they are special in the shell through
     * which pg_ctl starts the server.
     */
    private static final String UNFIT = "\"$`\\\n\r";

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Creates the data directory if it is missing, and locks it. Fails if another process has locked the directory. */
    static DataDirectory open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        if (root.toString().chars().anyMatch(c -> UNFIT.indexOf(c) >= 0)) {
            throw new DatabaseStartException(
                    "The path of the data directory must not contain quotes, dollar signs, backquotes,"
                            + " backslashes or line breaks: " + root);
        }
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new DatabaseStartException(
                    "The data directory " + root + " is a file. Specify the path of a directory.");
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
            // A lock of the data directory by the same process is handled like a lock by another process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new DatabaseStartException("Another instance uses the data directory " + root
                + ". Stop the other instance, or give this instance its own directory with"
                + " OFFPRINT_DATA_DIR.");
    }

    Path root() {
        return root;
    }

    /** Returns the directory of the PostgreSQL cluster, which PostgreSQL itself calls the data directory. */
    Path cluster() {
        return root.resolve("data");
    }

    /**
     * Returns whether the data directory contains a complete PostgreSQL cluster.
     *
     * @param major major version of the embedded PostgreSQL
     * @throws DatabaseStartException if the cluster has a different major version
     */
    boolean hasCluster(String major) {
        if (!Files.exists(cluster())) {
            return false;
        }
        String found = read(cluster().resolve("PG_VERSION"));
        if (!found.equals(major)) {
            throw new DatabaseStartException("The database in " + cluster() + " was created by PostgreSQL " + found
                    + ", but this service runs PostgreSQL " + major
                    + ". Start the version of the service that created the database, take a backup and restore"
                    + " the backup with this version.");
        }
        return true;
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /**
     * Returns the password of the embedded database. The password is created before the first cluster, and never
     * changes.
     */
    String password() {
        if (Files.exists(passwordFile())) {
            String password = read(passwordFile());
            if (password.isEmpty()) {
                throw new DatabaseStartException("The password file " + passwordFile()
                        + " is empty, and the database cannot be opened without the password. Restore the file.");
            }
            return password;
        }
        if (Files.exists(cluster())) {
            throw new DatabaseStartException("The password file " + passwordFile()
                    + " is missing, and the database cannot be opened without the password. Restore the file.");
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

    /**
     * Renames a complete file or directory atomically. Even after a power failure, the final name never refers to
     * incomplete content.
     */
    void finish(Path part, Path whole) throws IOException {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(root, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /**
     * Removes files left behind by an interrupted start or an older version of the service. Files that cannot be
     * deleted are skipped.
     */
    void removeLeftovers(String prefix, Path except) {
        try (var entries = Files.newDirectoryStream(root, prefix + "*")) {
            for (Path entry : entries) {
                if (!entry.equals(except)) {
                    DirectoryTrees.delete(entry);
                }
            }
        } catch (IOException e) {
            // If an initdb process has outlived its killed parent process, its directory cannot always be deleted. The
            // next start deletes the directory.
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
            // The operating system releases the lock of the data directory when the process ends.
        }
    }
}
