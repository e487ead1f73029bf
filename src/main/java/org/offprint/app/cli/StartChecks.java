package org.offprint.app.cli;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.offprint.kernel.text.NearestName;
import org.offprint.platform.files.store.FileStores;
import org.offprint.platform.settings.Setting;
import org.offprint.platform.settings.Settings;

/** Detects common configuration errors and reports them together, before the service creates files or prints output. */
public final class StartChecks {

    private static final int DEFAULT_PORT = 8080;
    private static final String PROPERTIES = "offprint.";
    private static final String VARIABLES = "OFFPRINT_";
    /** Environment variable with the API key for {@code --import}. The service itself does not use the variable. */
    private static final String CLIENT_KEY = "OFFPRINT_KEY";

    private StartChecks() {}

    /**
     * Returns one line for each configuration error that prevents startup, such as an unknown property or an invalid
     * value. Each line contains the name of the setting, the error and the allowed values.
     */
    public static List<String> problems(SmallRyeConfig config) {
        List<String> problems = new ArrayList<>(unknownProperties(config));
        for (Setting setting : Settings.all()) {
            problem(config, setting).ifPresent(problems::add);
        }
        if (problems.isEmpty()) {
            problems.addAll(FileStores.problems(config));
            connectionsProblem(config).ifPresent(problems::add);
        }
        return problems;
    }

    /**
     * Returns an error message if the port of the service is unavailable, otherwise empty. Requires a valid port
     * setting.
     */
    public static Optional<String> portProblem(SmallRyeConfig config) {
        // When development mode restarts the service, the port is still in use by the service itself.
        return port(config) == 0 || config.getProfiles().contains("dev")
                ? Optional.empty()
                : portProblem(
                        config.getOptionalValue("quarkus.http.host", String.class)
                                .orElse("0.0.0.0"),
                        port(config));
    }

    /**
     * Returns a warning for each unknown environment variable whose name begins with {@code OFFPRINT_}. Unknown
     * variables do not prevent startup, because several programs may share an environment.
     */
    public static List<String> unknownVariables(SmallRyeConfig config) {
        List<String> known =
                Settings.OWN.stream().map(Setting::variable).sorted().toList();
        TreeSet<String> unknown = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources(EnvConfigSource.class)) {
            source.getPropertyNames().stream()
                    .filter(name -> upper(name).startsWith(VARIABLES))
                    .filter(name -> !known.contains(upper(name)) && !upper(name).equals(CLIENT_KEY))
                    .forEach(unknown::add);
        }
        return unknown.stream()
                .map(name -> name + " is not a setting of the service and is ignored." + hint(name, known))
                .toList();
    }

    private static List<String> unknownProperties(SmallRyeConfig config) {
        List<String> known =
                Settings.OWN.stream().map(Setting::property).sorted().toList();
        TreeSet<String> unknown = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof EnvConfigSource) {
                continue;
            }
            source.getPropertyNames().stream()
                    .map(StartChecks::withoutProfile)
                    .filter(name -> name.startsWith(PROPERTIES) && !known.contains(name))
                    .forEach(unknown::add);
        }
        return unknown.stream()
                .map(name -> name + " is not a setting of the service." + hint(name, known))
                .toList();
    }

    private static String hint(String name, List<String> known) {
        return NearestName.to(name, known)
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElse(" See docs/configuration.md for a list of all settings.");
    }

    /**
     * Returns the name of a configuration property without its profile, for example {@code offprint.log-json} for
     * {@code %dev.offprint.log-json}.
     */
    private static String withoutProfile(String name) {
        int dot = name.indexOf('.');
        return name.startsWith("%") && dot > 0 ? name.substring(dot + 1) : name;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /**
     * Checks that the minimum size of the connection pool does not exceed its maximum size. Without this check, the
     * pool would fail with a stack trace that is hard to understand.
     */
    private static Optional<String> connectionsProblem(Config config) {
        Optional<Integer> most = config.getOptionalValue(Settings.MAX_CONNECTIONS.property(), Integer.class);
        Optional<Integer> least = config.getOptionalValue(Settings.MIN_CONNECTIONS.property(), Integer.class);
        return most.isPresent() && least.isPresent() && most.get() < least.get()
                ? Optional.of(Settings.MAX_CONNECTIONS.name() + " is " + most.get() + "; it must not be less than "
                        + Settings.MIN_CONNECTIONS.name() + ", which is " + least.get() + ".")
                : Optional.empty();
    }

    private static Optional<String> problem(SmallRyeConfig config, Setting setting) {
        ConfigValue value = config.getConfigValue(setting.property());
        String raw = value.getRawValue();
        if (value.getValue() == null && raw != null && !raw.isBlank()) {
            // Omit the value from the message, because it may be a secret.
            return Optional.of(setting.name()
                    + " refers to a property between ${ and } that does not exist. Use an existing property,"
                    + " or put a backslash before the dollar sign.");
        }
        return Optional.ofNullable(value.getValue()).flatMap(setting::problem);
    }

    /** Returns the configured port of the service. Port 0 selects any free port. */
    static int port(Config config) {
        return config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
    }

    private static Optional<String> portProblem(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Use the same socket option as the server, so that lingering connections of an earlier run do not block
            // the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("Port " + port + " of " + host + " is unavailable: " + e.getMessage()
                    + ". Choose another port with QUARKUS_HTTP_PORT, or stop the program that uses this port.");
        }
    }
}
