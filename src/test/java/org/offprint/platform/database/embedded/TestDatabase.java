package org.offprint.platform.database.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.offprint.search.opensearch.TestCluster;

/**
 * Database of every {@code @QuarkusTest}. The annotation of this class has global scope, so tests need no annotation
 * and use the data source directly.
 *
 * <p>The database is an embedded server in a temporary directory. The server is started once per process and shared by
 * all test profiles. The database is not emptied between tests.
 *
 * <p>An external server is used instead if {@code OFFPRINT_TEST_JDBC_URL} ({@code
 * jdbc:postgresql://host:port/database}), {@code OFFPRINT_TEST_USER} and {@code OFFPRINT_TEST_PASSWORD} are set in the
 * environment. The tests then create a new database on that server and drop it at the end. The role needs the right to
 * create databases.
 */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final String EXTERNAL = System.getenv("OFFPRINT_TEST_JDBC_URL");

    /**
     * Name of the system property that stores the URL of the database. System properties exist once per process,
     * although each test profile has new class loaders.
     */
    private static final String URL = "offprint.test.database.url";

    private static final String USER = "offprint.test.database.user";
    private static final String PASSWORD = "offprint.test.database.password";

    @Override
    public Map<String, String> start() {
        synchronized (System.class) {
            if (System.getProperty(URL) == null) {
                if (EXTERNAL == null) {
                    startEmbedded();
                } else {
                    createExternal();
                }
            }
        }
        // Each application gets a new data directory, so that it does not reuse the search indexes of the previous
        // application.
        Path data = temporaryDirectory();
        atExit(() -> deleteTree(data));
        Map<String, String> settings = new HashMap<>(TestCluster.settings());
        settings.put("offprint.data-dir", data.toString());
        settings.put("quarkus.datasource.jdbc.url", System.getProperty(URL));
        settings.put("quarkus.datasource.username", System.getProperty(USER));
        settings.put("quarkus.datasource.password", System.getProperty(PASSWORD));
        return settings;
    }

    /** Returns environment variables that make another service use this database. */
    public static Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", System.getProperty(URL),
                "QUARKUS_DATASOURCE_USERNAME", System.getProperty(USER),
                "QUARKUS_DATASOURCE_PASSWORD", System.getProperty(PASSWORD));
    }

    private static void startEmbedded() {
        Path directory = temporaryDirectory();
        SharedPostgresPrograms.linkInto(directory);
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, System.err::println, false);
        remember(server.url(), server.user(), server.password());
        atExit(() -> {
            server.close();
            deleteTree(directory);
        });
    }

    private static void createExternal() {
        String name = "offprint_test_" + ProcessHandle.current().pid() + "_" + System.currentTimeMillis();
        String user = System.getenv("OFFPRINT_TEST_USER");
        String password = System.getenv("OFFPRINT_TEST_PASSWORD");
        execute("CREATE DATABASE " + name, user, password);
        remember(EXTERNAL.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1"), user, password);
        atExit(() -> execute("DROP DATABASE " + name + " WITH (FORCE)", user, password));
    }

    private static void execute(String sql, String user, String password) {
        try (Connection connection = DriverManager.getConnection(EXTERNAL, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void remember(String url, String user, String password) {
        System.setProperty(URL, url);
        System.setProperty(USER, user);
        System.setProperty(PASSWORD, password);
    }

    private static void atExit(Runnable action) {
        Runtime.getRuntime().addShutdownHook(new Thread(action, "test database"));
    }

    /** Creates a temporary data directory. Delete the directory with {@link #deleteTree}. */
    public static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("offprint-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory with its contents. */
    public static void deleteTree(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does nothing. The database is reused by the next test profile and stops with the process. */
    @Override
    public void stop() {}
}
