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

/**
 * Database of the service, which is the configured database or an embedded database. The embedded database runs as long
 * as the service.
 */
public final class ServiceDatabase {

    private static final Logger LOG = Logger.getLogger(ServiceDatabase.class);

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    /**
     * Maximum time that the database waits for Quarkus to stop, in seconds. The maximum is longer than Quarkus waits
     * for requests in progress ({@code quarkus.shutdown.timeout}).
     */
    private static final int TIMEOUT_SECONDS = 60;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAtExit, "database stop");
    private EmbeddedPostgres embedded;

    /**
     * Starts the embedded database and sets its URL for Quarkus. If an external database is configured, it is only
     * checked.
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
        // The log of the service is not open yet, but operators must see the messages of the database immediately.
        LogFormat format = LogFormat.of(config);
        embedded = EmbeddedPostgres.start(
                directory, StartChecks.port(config), notice -> System.err.println(format.line("INFO", notice)));
        System.setProperty(URL, embedded.url());
        System.setProperty(USER, embedded.user());
        System.setProperty(PASSWORD, embedded.password());
        LOG.infof("Data in %s (embedded PostgreSQL %s)", embedded.directory(), embedded.version());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // If the process is already shutting down, Quarkus will not start, so the database is stopped here.
            stop();
        }
    }

    /** Returns the login data of the database. The database must have been started or checked before. */
    Login login(Config config) {
        return new Login(value(config, URL), value(config, USER), value(config, PASSWORD));
    }

    /**
     * Returns a database setting. For the embedded server, the setting is read from the system properties, because the
     * configuration object may be older.
     */
    private static String value(Config config, String name) {
        String started = System.getProperty(name);
        return started != null
                ? started
                : config.getOptionalValue(name, String.class).orElse(null);
    }

    /** URL and credentials of the database. If the URL contains the credentials, user and password are null. */
    record Login(String url, String user, String password) {}

    /** Stops the embedded database, if one is running. The embedded database must be stopped after its last use. */
    public void stop() {
        if (embedded != null) {
            embedded.close();
            forgetHook();
            // In development mode, Quarkus restarts the service in the same process, so the system properties are
            // cleared.
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
            // The shutdown hook is running or about to run, and will stop the database.
        }
    }

    /**
     * Stops the database at the end of the process. On a signal, all shutdown hooks run concurrently, so this hook
     * waits until Quarkus no longer uses the database.
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
