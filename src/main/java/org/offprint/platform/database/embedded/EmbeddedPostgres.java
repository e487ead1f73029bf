package org.offprint.platform.database.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.offprint.platform.database.DatabaseStartException;

/** Embedded PostgreSQL server of a data directory. Each data directory can have only one server. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "offprint";

    private final DataDirectory directory;
    private final Cluster cluster;
    private final ServerLogin login;
    private final ServerWatch watch;
    private boolean closed;

    private EmbeddedPostgres(DataDirectory directory, Cluster cluster, ServerLogin login) {
        this.directory = directory;
        this.cluster = cluster;
        this.login = login;
        this.watch = new ServerWatch(cluster, login);
    }

    /**
     * Starts the embedded server and waits until it accepts connections. If necessary, the call also waits for the
     * recovery from a crash.
     *
     * @param path data directory; created if it is missing
     * @param avoided local port that another component is about to use; 0 for none
     * @param notices receives a message if the start takes longer than expected
     * @throws DatabaseStartException if the server cannot start; in this case, the directory is unchanged
     */
    public static EmbeddedPostgres start(Path path, int avoided, Consumer<String> notices) {
        return start(path, avoided, notices, true);
    }

    /**
     * Starts the embedded server. If {@code durable} is false, the server is faster, but a power failure destroys the
     * database.
     */
    static EmbeddedPostgres start(Path path, Consumer<String> notices, boolean durable) {
        return start(path, 0, notices, durable);
    }

    private static EmbeddedPostgres start(Path path, int avoided, Consumer<String> notices, boolean durable) {
        DataDirectory directory = DataDirectory.open(path);
        try {
            directory.hasCluster(PostgresBinaries.MAJOR);
            String password = directory.password();
            PostgresPrograms programs = new PostgresPrograms(
                    PostgresBinaries.unpack(directory), directory.root().resolve("command.log"));
            Cluster cluster = new Cluster(directory, programs, notices, durable);
            cluster.create();
            ServerLogin login = new ServerLogin(cluster.start(avoided, password), password);
            createDatabase(cluster, login);
            return new EmbeddedPostgres(directory, cluster, login);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static void createDatabase(Cluster cluster, ServerLogin login) {
        try (Connection connection = login.connect("postgres");
                Statement statement = connection.createStatement()) {
            if (ServerLogin.value(connection, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'") == null) {
                // Failed SQL statements are logged by the service itself. The PostgreSQL server still logs its internal
                // events.
                statement.execute("ALTER ROLE " + ServerLogin.USER + " SET log_min_messages = log");
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            cluster.stop();
            throw new DatabaseStartException(
                    "The database in " + cluster.path() + " rejected the login of the service", e);
        }
    }

    /** Returns the JDBC URL of the embedded database. */
    public String url() {
        return login.url(DATABASE);
    }

    /** Returns the PostgreSQL role that owns all objects of the database. */
    public String user() {
        return ServerLogin.USER;
    }

    /** Returns the password of {@link #user()}. */
    public String password() {
        return login.password();
    }

    /** Returns the absolute path of the data directory. */
    public Path directory() {
        return directory.root();
    }

    /** Returns the version of PostgreSQL, for example {@code 18.6}. */
    public String version() {
        return PostgresBinaries.VERSION.replaceFirst("\\.0$", "");
    }

    /**
     * Stops the embedded server, closes open connections, and unlocks the data directory. Repeated calls have no
     * effect.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            watch.close();
            cluster.stop();
            directory.close();
        }
    }
}
