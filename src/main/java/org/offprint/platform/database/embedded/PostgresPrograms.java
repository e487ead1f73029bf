package org.offprint.platform.database.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.offprint.platform.database.DatabaseStartException;

/** Runs PostgreSQL programs and waits for them to end. */
final class PostgresPrograms {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private final Path bin;
    private final Path output;
    private final List<String> prefix;

    /**
     * Creates a runner for PostgreSQL programs.
     *
     * @param bin directory of the PostgreSQL programs
     * @param output file that receives the output of the programs
     */
    PostgresPrograms(Path bin, Path output) {
        this.bin = bin;
        this.output = output;
        this.prefix = new UnixSystem().getUid() == 0 ? namespace() : List.of();
    }

    /**
     * Returns a command prefix with which PostgreSQL programs can run if the service runs as root. PostgreSQL refuses
     * to run as root, so the prefix starts a user namespace with an unprivileged user.
     */
    private static List<String> namespace() {
        List<String> probe = new ArrayList<>(NAMESPACE);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() == 0) {
                return NAMESPACE;
            }
        } catch (IOException e) {
            // If the program unshare is missing, the error message about user namespaces also applies.
        } catch (InterruptedException e) {
            throw interrupted();
        }
        throw new DatabaseStartException(
                "PostgreSQL cannot run as root, and 'unshare -U' does not work on this system. Start the"
                        + " service as another user, or configure a PostgreSQL server with"
                        + " QUARKUS_DATASOURCE_JDBC_URL.");
    }

    /**
     * Runs a PostgreSQL program and returns its exit code.
     *
     * @param every interval between calls of {@code whileWaiting}
     * @param whileWaiting called repeatedly until the program ends
     */
    int run(Duration every, Runnable whileWaiting, List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.add(bin.resolve(command.get(0)).toString());
        line.addAll(command.subList(1, command.size()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(bin.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // PGOPTIONS, PGPORT and similar environment variables are removed, because they are intended for other
        // PostgreSQL servers.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            while (!process.waitFor(every.toMillis(), TimeUnit.MILLISECONDS)) {
                whileWaiting.run();
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "PostgreSQL cannot run on this system (its programs require glibc, which Alpine Linux" + " lacks)",
                    e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Returns the output of the most recent PostgreSQL program. */
    String lastOutput() {
        try {
            return Files.readString(output).strip();
        } catch (IOException e) {
            return DatabaseStartException.reason(e);
        }
    }

    private static DatabaseStartException interrupted() {
        Thread.currentThread().interrupt();
        return new DatabaseStartException("The start of the database was interrupted.");
    }
}
