package org.offprint.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.offprint.platform.database.ConfiguredPostgres;
import org.offprint.platform.database.embedded.EmbeddedPostgres;
import org.offprint.platform.settings.LogFormat;

/** Database of the service: the configured database, or an embedded database that runs as long as the service. */
public final class ServiceDatabase {

    private static final Logger LOG = Logger.getLogger(ServiceDatabase.class);

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    /**
     * Maximum time in seconds to wait for Quarkus to stop before the database is stopped. The timeout exceeds {@code
     * quarkus.shutdown.timeout}, the maximum time for requests in progress.
     */
    private static final int TIMEOUT_SECONDS = 60;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAtExit, "database stop");
    private EmbeddedPostgres embedded;

    /**
     * Starts the embedded database and passes its URL to Quarkus. If an external database is configured, only checks
     * that it is usable.
     */
    public void start(Config config) {
        Optional<String> configured = config.getOptionalValue(URL, String.class);
        if (configured.isPresent()) {
            ConfiguredPostgres.check(
                    configured.get(),
                    config.getOptionalValue(USER, String.class).orElse(null),
                    config.getOptionalValue(PASSWORD, String.class).orElse(null));
            return;
        }
        Path directory = Path.of(
                config.getOptionalValue("offprint.data-dir", String.class).orElse("data"));
        // Print database messages to standard error, because the log is not open yet.
        LogFormat format = LogFormat.of(config);
        embedded = EmbeddedPostgres.start(
                directory, StartChecks.port(config), notice -> System.err.println(format.line("INFO", notice)));
        System.setProperty(URL, embedded.url());
        System.setProperty(USER, embedded.user());
        System.setProperty(PASSWORD, embedded.password());
        LOG.infof("The data directory is %s (embedded PostgreSQL %s)", embedded.directory(), embedded.version());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already shutting down. Quarkus will not start, so stop the database here.
            stop();
        }
    }

    /** Returns the URL and credentials of the database, which must have been started or checked before. */
    Login login(Config config) {
        return new Login(value(config, URL), value(config, USER), value(config, PASSWORD));
    }

    /**
     * Returns a database setting. System properties take precedence, because the configuration may have been read
     * before the embedded database set them.
     */
    private static String value(Config config, String name) {
        String started = System.getProperty(name);
        return started != null
                ? started
                : config.getOptionalValue(name, String.class).orElse(null);
    }

    /** URL and credentials of the database. The user and password are null if the URL contains them. */
    record Login(String url, String user, String password) {}

    /** Stops the embedded database, if it is running. Call this method after the last use of the database. */
    public void stop() {
        if (embedded != null) {
            embedded.close();
            forgetHook();
            // In development mode, Quarkus restarts the service in the same process, so clear the system properties.
            System.clearProperty(URL);
            System.clearProperty(USER);
            System.clearProperty(PASSWORD);
        }
        stopped.countDown();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is shutting down, and the shutdown hook stops the database.
        }
    }

    /**
     * Stops the database when the process ends. Shutdown hooks run concurrently, so this hook first waits until Quarkus
     * no longer uses the database.
     */
    private void stopAtExit() {
        try {
            stopped.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }
}
