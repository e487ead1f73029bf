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

/** Finds the usual mistakes of a configuration, all at once, before anything is made or printed. */
public final class StartChecks {

    private static final int DEFAULT_PORT = 8080;
    private static final String PROPERTIES = "offprint.";
    private static final String VARIABLES = "OFFPRINT_";
    /** The key of {@code --import}, which is no setting of the service. */
    private static final String CLIENT_KEY = "OFFPRINT_KEY";

    private StartChecks() {}

    /**
     * Returns a line for each mistake that keeps the service from starting: a property of the service's own that does
     * not exist, or a value that cannot be used. A line names the setting, what is wrong with it, and what is allowed.
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

    /** Returns a line where the port of the service, whose value has no problem, is not to be had. */
    public static Optional<String> portProblem(SmallRyeConfig config) {
        // In development mode the port is the service's own already when it starts anew.
        return port(config) == 0 || config.getProfiles().contains("dev")
                ? Optional.empty()
                : portProblem(
                        config.getOptionalValue("quarkus.http.host", String.class)
                                .orElse("0.0.0.0"),
                        port(config));
    }

    /**
     * Returns a line for each variable of the environment that looks like a setting and is none. They do not keep the
     * service from starting: the environment is shared with others.
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
                .map(name -> name + " is no setting of the service, and does nothing." + hint(name, known))
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
                .map(name -> name + " is no setting of the service." + hint(name, known))
                .toList();
    }

    private static String hint(String name, List<String> known) {
        return NearestName.to(name, known)
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElse(" All settings are in docs/configuration.md.");
    }

    /** The name of {@code %dev.offprint.log-json} is that of the property behind its profile. */
    private static String withoutProfile(String name) {
        int dot = name.indexOf('.');
        return name.startsWith("%") && dot > 0 ? name.substring(dot + 1) : name;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** The pool would refuse to hold more connections than it may have, which nobody would understand by its trace. */
    private static Optional<String> connectionsProblem(Config config) {
        Optional<Integer> most = config.getOptionalValue(Settings.MOST_CONNECTIONS.property(), Integer.class);
        Optional<Integer> least = config.getOptionalValue(Settings.LEAST_CONNECTIONS.property(), Integer.class);
        return most.isPresent() && least.isPresent() && most.get() < least.get()
                ? Optional.of(Settings.MOST_CONNECTIONS.name() + " is " + most.get() + "; it must not be less than "
                        + Settings.LEAST_CONNECTIONS.name() + ", which is " + least.get() + ".")
                : Optional.empty();
    }

    private static Optional<String> problem(SmallRyeConfig config, Setting setting) {
        ConfigValue value = config.getConfigValue(setting.property());
        String raw = value.getRawValue();
        if (value.getValue() == null && raw != null && !raw.isBlank()) {
            // The text is not shown: it may be a secret.
            return Optional.of(
                    setting.name() + " names a property between ${ and } that does not exist; it must name one"
                            + " that does, or have a backslash before the dollar sign.");
        }
        return Optional.ofNullable(value.getValue()).flatMap(setting::problem);
    }

    /** Returns the port of the service; 0 for any free one. */
    static int port(Config config) {
        return config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
    }

    private static Optional<String> portProblem(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the server binds it: connections of an earlier run that linger are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("Port " + port + " of " + host + " cannot be had: " + e.getMessage()
                    + ". Choose another one with QUARKUS_HTTP_PORT, or stop what uses it.");
        }
    }
}
