package org.offprint.platform.database.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.offprint.platform.database.DatabaseStartException;

/** A PostgreSQL server of our own, kept running on a data directory; there is one a directory. */
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
     * Starts the server and waits until it takes connections, through a crash recovery too.
     *
     * @param path the data directory; made where it is missing
     * @param avoided a port of this machine that somebody else is about to use; 0 for none
     * @param notices takes a sentence when the start takes longer than a person expects
     * @throws DatabaseStartException where it cannot start; the directory is left as it was
     */
    public static EmbeddedPostgres start(Path path, int avoided, Consumer<String> notices) {
        return start(path, avoided, notices, true);
    }

    /** Starts the server; without {@code durable} it is faster, and a power cut destroys the database. */
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
                // The service logs its own failures; what the server does by itself is still logged by the server.
                statement.execute("ALTER ROLE " + ServerLogin.USER + " SET log_min_messages = log");
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            cluster.stop();
            throw new DatabaseStartException("The database in " + cluster.path() + " does not let the service in", e);
        }
    }

    /** Returns the JDBC URL. */
    public String url() {
        return login.url(DATABASE);
    }

    /** The role that owns everything in it. */
    public String user() {
        return ServerLogin.USER;
    }

    /** The password of {@link #user()}. */
    public String password() {
        return login.password();
    }

    /** The data directory, absolute. */
    public Path directory() {
        return directory.root();
    }

    /** The version of PostgreSQL, such as {@code 18.6}. */
    public String version() {
        return PostgresBinaries.VERSION.replaceFirst("\\.0$", "");
    }

    /** Stops the server, cutting what connections there are, and gives the directory free; once is enough. */
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
