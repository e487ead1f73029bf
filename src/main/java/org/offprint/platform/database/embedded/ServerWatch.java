package org.offprint.platform.database.embedded;

import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.offprint.platform.database.DatabaseStartException;

/** Restarts the PostgreSQL server on the same port if its process ends unexpectedly, for example after a crash. */
final class ServerWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ServerWatch.class);
    private static final long LOOK_MILLIS = 500;
    private static final long SHORTEST_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 60;
    private static final long TIMEOUT_SECONDS = 10;

    private final Cluster cluster;
    private final ServerLogin login;
    private final Thread thread = new Thread(this::run, "offprint-database-watch");
    private volatile boolean closed;

    ServerWatch(Cluster cluster, ServerLogin login) {
        this.cluster = cluster;
        this.login = login;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            ServerProcess server = ServerProcess.of(cluster.pidFile());
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (!server.runs() && !closed) {
                    startAgain();
                    server = ServerProcess.of(cluster.pidFile());
                }
            }
        } catch (InterruptedException e) {
            // An interrupt means that the watch of the PostgreSQL server was closed.
        }
    }

    private void startAgain() throws InterruptedException {
        LOG.errorf("The database server in %s has stopped unexpectedly and will be restarted", cluster.path());
        for (long pause = SHORTEST_PAUSE_SECONDS; !closed; pause = Math.min(LONGEST_PAUSE_SECONDS, 2 * pause)) {
            try {
                cluster.startAt(login.port(), login.password());
                LOG.infof("The database server in %s is running again", cluster.path());
                return;
            } catch (DatabaseStartException e) {
                LOG.errorf("The database server did not start; retrying in %d s: %s", pause, e.getMessage());
            }
            TimeUnit.SECONDS.sleep(pause);
        }
    }

    /**
     * Stops watching the PostgreSQL server, even during a restart. The server can then be stopped without being
     * restarted.
     */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
