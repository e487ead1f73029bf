package org.offprint.app.cli;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.offprint.platform.database.DatabaseStartException;
import org.offprint.platform.database.backup.BackupReader;
import org.offprint.platform.database.backup.Restore;
import org.offprint.platform.database.backup.RestoreException;

/**
 * Implements {@code --restore FILE}, which restores a backup into the configured store and exits. The store must be
 * empty.
 */
public final class RestoreCommand {

    private static final int WRONG_USE = 2;

    private RestoreCommand() {}

    /**
     * Runs the restore, reports its result, and returns the exit code: 0 for success, 1 for a failure, 2 for invalid
     * arguments, 3 for an unsuitable store, 4 for an unsuitable file.
     */
    public static int run(String... arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--restore")) {
            return CommandLineUsage.reject(System.err, arguments[0]);
        }
        try (InputStream file = open(arguments[1])) {
            // Read the header of the backup before starting a database, so that other files are rejected immediately.
            restore(new BackupReader(file));
            return 0;
        } catch (IOException e) {
            System.err.println("The backup " + arguments[1] + " cannot be read. Check its path and its permissions.");
            return WRONG_USE;
        } catch (RestoreException e) {
            System.err.println(e.getMessage());
            return e.exitCode();
        } catch (DatabaseStartException | ConfigurationException e) {
            System.err.println("The database cannot be started. " + e.getMessage());
            return 1;
        }
    }

    private static InputStream open(String name) throws IOException {
        return name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
    }

    private static void restore(BackupReader backup) {
        ServiceDatabase database = new ServiceDatabase();
        try {
            SmallRyeConfig config = ConfigUtils.configBuilder().build();
            List<String> problems = StartChecks.problems(config);
            if (!problems.isEmpty()) {
                throw new ConfigurationException(String.join("\n", problems));
            }
            database.start(config);
            ServiceDatabase.Login login = database.login(config);
            new Restore(login.url(), login.user(), login.password(), System.err::println).read(backup);
        } finally {
            database.stop();
        }
    }
}
