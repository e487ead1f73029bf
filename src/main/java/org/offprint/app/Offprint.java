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
 * Main class of the program. The program starts the embedded database if no external database is configured, and then
 * starts the service. With {@code --restore}, the program restores a backup instead. With {@code --import}, the program
 * sends files to a running service. {@code --move-files} and {@code --check-files} operate on the file store. {@code
 * --help} and {@code --version} print information.
 */
@QuarkusMain
public class Offprint {

    private static final Logger LOG = Logger.getLogger(Offprint.class);

    /** Runs the program until the service is stopped. If the service cannot start, the exit code is 1. */
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
        // Quarkus calls the exit code handler after stopping all components, including the connection pool. The exit
        // code handler ends the process.
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

    /** Prints why the service cannot start, and exits. Messages in the log are lost, because it is not open yet. */
    private static void cannotStart(LogFormat format, List<String> unknown, List<String> problems) {
        unknown.forEach(name -> System.err.println(format.line("WARN", name)));
        problems.forEach(problem -> System.err.println(format.line("ERROR", "Offprint cannot start. " + problem)));
        System.exit(1);
    }

    /** Removes the numeric codes of configuration errors, which do not help operators. */
    private static String withoutCodes(String message) {
        return message.replaceAll("SRCFG\\d+: ", "");
    }
}
