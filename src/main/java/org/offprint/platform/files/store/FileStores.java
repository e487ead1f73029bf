package org.offprint.platform.files.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Creates the configured file store. */
@ApplicationScoped
public class FileStores {

    private static final Logger LOG = Logger.getLogger(FileStores.class);

    private static final String DISK = "disk";
    private static final String S3 = "s3";

    /** Names of the available file stores, as used in settings and commands. */
    public static final List<String> NAMES = List.of(DISK, S3);

    @Produces
    @Singleton
    FileStore configured(Config config) throws IOException {
        return open(config, name(config));
    }

    void close(@Disposes FileStore store) {
        store.close();
    }

    /** Opens the file store at startup, so that configuration problems are reported immediately. */
    void atStart(@Observes StartupEvent start, FileStore store, Config config) {
        LOG.debugf("Files in %s", store);
        boolean isDatabaseElsewhere = !config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .orElse("127.0.0.1")
                .contains("127.0.0.1");
        if (isDatabaseElsewhere && store instanceof DiskFileStore) {
            LOG.warnf(
                    "Files are stored in %s. If several nodes share the database, use a directory that all"
                            + " nodes share, or set OFFPRINT_FILES_STORE to s3.",
                    store);
        }
    }

    /** Returns the name of the configured file store. */
    public static String name(Config config) {
        return config.getOptionalValue("offprint.files.store", String.class)
                .map(String::strip)
                .orElse(DISK);
    }

    /**
     * Opens a file store by its name. The caller must close the store.
     *
     * @throws IOException if the directory of the store cannot be created
     */
    public static FileStore open(Config config, String name) throws IOException {
        Path directory = Path.of(config.getOptionalValue("offprint.data-dir", String.class)
                        .orElse("data"))
                .resolve("files");
        long leastFree = (long) config.getOptionalValue("offprint.files.free-megabytes", Integer.class)
                        .orElse(256)
                << 20;
        return name.equals(S3)
                ? new S3FileStore(directory, leastFree, s3(config))
                : new DiskFileStore(directory, leastFree);
    }

    private static S3Settings s3(Config config) {
        String prefix = config.getOptionalValue("offprint.files.s3.prefix", String.class)
                .orElse("");
        return new S3Settings(
                config.getOptionalValue("offprint.files.s3.endpoint", String.class)
                        .map(URI::create)
                        .orElse(null),
                config.getOptionalValue("offprint.files.s3.region", String.class)
                        .orElse("us-east-1"),
                bucket(config).orElseThrow(),
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + '/',
                accessKey(config).orElse(null),
                secretKey(config).orElse(null),
                config.getOptionalValue("offprint.files.s3.path-style", Boolean.class)
                        .orElse(true));
    }

    private static Optional<String> bucket(Config config) {
        return config.getOptionalValue("offprint.files.s3.bucket", String.class);
    }

    private static Optional<String> accessKey(Config config) {
        return config.getOptionalValue("offprint.files.s3.access-key", String.class);
    }

    private static Optional<String> secretKey(Config config) {
        return config.getOptionalValue("offprint.files.s3.secret-key", String.class);
    }

    /** Returns one line for each missing setting of the configured file store. */
    public static List<String> problems(Config config) {
        return problems(config, name(config));
    }

    /** Returns one line for each missing setting of the file store with the given name. */
    public static List<String> problems(Config config, String name) {
        List<String> problems = new ArrayList<>();
        if (name.equals(S3)) {
            if (bucket(config).isEmpty()) {
                problems.add("OFFPRINT_FILES_S3_BUCKET (offprint.files.s3.bucket) is missing. Set"
                        + " OFFPRINT_FILES_S3_BUCKET to the name of the S3 bucket.");
            }
            if (accessKey(config).isPresent() != secretKey(config).isPresent()) {
                problems.add("OFFPRINT_FILES_S3_ACCESS_KEY (offprint.files.s3.access-key) and"
                        + " OFFPRINT_FILES_S3_SECRET_KEY (offprint.files.s3.secret-key) must both be set, or neither.");
            }
        }
        return problems;
    }
}
