package org.offprint.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.offprint.platform.database.ConfiguredPostgres;
import org.offprint.platform.database.embedded.EmbeddedPostgres;

/** The database of the service: the one that is configured, else an embedded one that lives as long as the service. */
public final class ServiceDatabase {

    private static final Logger LOG = Logger.getLogger(ServiceDatabase.class);

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    /** Longer than requests in flight are waited for ({@code quarkus.shutdown.timeout}). */
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAtExit, "database stop");
    private EmbeddedPostgres embedded;

    /** Starts the embedded database and tells Quarkus where it is, unless another one is configured: that it tries. */
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
        // The log of the service is not open yet, and a person waiting wants to read it now.
        embedded = EmbeddedPostgres.start(directory, StartChecks.port(config), System.err::println);
        System.setProperty(URL, embedded.url());
        System.setProperty(USER, embedded.user());
        System.setProperty(PASSWORD, embedded.password());
        LOG.infof("Data in %s (embedded PostgreSQL %s)", embedded.directory(), embedded.version());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Told to stop in the meantime: Quarkus will not start, and this ends with it.
            stop();
        }
    }

    /** Returns the login of the database, once it is started. */
    Login login(Config config) {
        return new Login(value(config, URL), value(config, USER), value(config, PASSWORD));
    }

    /**
     * Returns a value; that of the embedded server is in system properties, which a configuration that was built before
     * may not know.
     */
    private static String value(Config config, String name) {
        String started = System.getProperty(name);
        return started != null
                ? started
                : config.getOptionalValue(name, String.class).orElse(null);
    }

    /** The URL and credentials of the database; user and password are null where the URL has them. */
    record Login(String url, String user, String password) {}

    /** Stops the embedded database, if there is one; to be called when nothing uses it any more. */
    public void stop() {
        if (embedded != null) {
            embedded.close();
            forgetHook();
            // Quarkus in development mode starts the service again in the same process.
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
            // It is running, or about to.
        }
    }

    /** At a signal all hooks run at once: this one lets Quarkus finish what it does with the database. */
    private void stopAtExit() {
        try {
            stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }
}
