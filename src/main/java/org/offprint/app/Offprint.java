package org.offprint.app;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import org.jboss.logging.Logger;
import org.offprint.app.cli.CommandLineUsage;
import org.offprint.app.cli.FilesCommand;
import org.offprint.app.cli.ImportCommand;
import org.offprint.app.cli.ImportProgress;
import org.offprint.app.cli.RestoreCommand;
import org.offprint.app.cli.ServiceDatabase;
import org.offprint.app.cli.StartChecks;
import org.offprint.platform.database.DatabaseStartException;
import org.offprint.platform.settings.LogFormat;

/**
 * Main class of Offprint. Without arguments, starts the service, and an embedded database if no external database is
 * configured. {@code --restore} restores a backup, {@code --import} sends files to a running service, and {@code
 * --move-files} and {@code --check-files} operate on the file store. {@code --help} and {@code --version} print
 * information.
 */
@QuarkusMain
public class Offprint {

    private static final Logger LOG = Logger.getLogger(Offprint.class);

    /**
     * Runs the given command and exits. Without arguments, runs the service until it is stopped. If the service cannot
     * start, the exit code is 1.
     */
    public static void main(String... arguments) {
        if (arguments.length > 0) {
            System.exit(command(arguments));
        }
        ServiceDatabase database = new ServiceDatabase();
        LogFormat format = LogFormat.ofEnvironment();
        List<String> unknown = List.of();
        try {
            SmallRyeConfig config = ConfigUtils.configBuilder().build();
            format = LogFormat.of(config);
            unknown = StartChecks.unknownVariables(config);
            List<String> problems = StartChecks.problems(config);
            if (problems.isEmpty()) {
                problems = StartChecks.portProblem(config).stream().toList();
            }
            if (!problems.isEmpty()) {
                cannotStart(format, unknown, problems);
            }
            unknown.forEach(LOG::warn);
            database.start(config);
        } catch (DatabaseStartException | ConfigurationException | IllegalArgumentException e) {
            cannotStart(format, unknown, List.of(withoutCodes(e.getMessage())));
        }
        // Quarkus runs the exit code handler last, after it has closed the connection pool. The default handler ends
        // the process.
        var exit = ApplicationLifecycleManager.getDefaultExitCodeHandler();
        ApplicationLifecycleManager.setDefaultExitCodeHandler((code, failure) -> {
            ApplicationLifecycleManager.setDefaultExitCodeHandler(exit);
            database.stop();
            exit.accept(code, failure);
        });
        try {
            Quarkus.run(StartedService.class, arguments);
        } finally {
            database.stop();
        }
    }

    private static int command(String... arguments) {
        if (CommandLineUsage.supports(arguments[0])) {
            return CommandLineUsage.print(System.out, arguments[0]);
        }
        boolean isTerminal = System.console() != null;
        if (arguments[0].equals("--import")) {
            return ImportCommand.run(
                    new ImportProgress(System.out, isTerminal), System.getenv("OFFPRINT_KEY"), arguments);
        }
        return FilesCommand.supports(arguments[0])
                ? FilesCommand.run(System.out, isTerminal, arguments)
                : RestoreCommand.run(arguments);
    }

    /**
     * Prints the reasons why the service cannot start, and exits. The messages are printed to standard error, because
     * the log is not open yet.
     */
    private static void cannotStart(LogFormat format, List<String> unknown, List<String> problems) {
        unknown.forEach(name -> System.err.println(format.line("WARN", name)));
        problems.forEach(problem -> System.err.println(format.line("ERROR", "Offprint cannot start. " + problem)));
        System.exit(1);
    }

    /** Removes SmallRye Config error codes such as {@code SRCFG00014}, which do not help operators. */
    private static String withoutCodes(String message) {
        return message.replaceAll("SRCFG\\d+: ", "");
    }
}
