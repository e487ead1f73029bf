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

/** Runs the programs of PostgreSQL, each to its end. */
final class PostgresPrograms {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private final Path bin;
    private final Path output;
    private final List<String> prefix;

    /**
     * @param bin where the programs are
     * @param output the file that takes what they say
     */
    PostgresPrograms(Path bin, Path output) {
        this.bin = bin;
        this.output = output;
        this.prefix = new UnixSystem().getUid() == 0 ? namespace() : List.of();
    }

    /** PostgreSQL refuses to be root, so root gives it a user namespace in which it is nobody. */
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
            // There is no such program: the same advice.
        } catch (InterruptedException e) {
            throw interrupted();
        }
        throw new DatabaseStartException("PostgreSQL does not run as root, and 'unshare -U' is not possible here. "
                + "Start the service as another user, or name a PostgreSQL server with QUARKUS_DATASOURCE_JDBC_URL.");
    }

    /**
     * Runs one program and returns its exit code.
     *
     * @param whileWaiting is run every {@code every} until it ends
     */
    int run(Duration every, Runnable whileWaiting, List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.add(bin.resolve(command.get(0)).toString());
        line.addAll(command.subList(1, command.size()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(bin.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // PGOPTIONS, PGPORT and their like are meant for other servers.
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
                    "PostgreSQL does not run on this system (its programs need glibc, which Alpine Linux has not)", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Returns the output of the last program. */
    String said() {
        try {
            return Files.readString(output).strip();
        } catch (IOException e) {
            return DatabaseStartException.reason(e);
        }
    }

    private static DatabaseStartException interrupted() {
        Thread.currentThread().interrupt();
        return new DatabaseStartException("The start was interrupted.");
    }
}
