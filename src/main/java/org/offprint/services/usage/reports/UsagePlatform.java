package org.offprint.services.usage.reports;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;
import org.offprint.services.usage.RobotDetection;

/** Names and identifiers of this service and its customers in usage reports. */
@Singleton
public class UsagePlatform {

    /** Customer id for worldwide usage (COUNTER 5.1, section 3.3.1). */
    public static final String THE_WORLD_ID = "0000000000000000";

    public static final String THE_WORLD = "The World";

    private static final int MAX_NAMESPACE_LENGTH = 17;

    private final String name;
    private final String namespace;
    private final String registryRecord;
    private final String robots;

    UsagePlatform(
            @ConfigProperty(name = "offprint.usage.platform") String name,
            @ConfigProperty(name = "offprint.usage.registry-record") Optional<String> registryRecord,
            RobotDetection robots) {
        this.name = Settings.USAGE_PLATFORM.checked(name);
        namespace = namespace(this.name);
        this.registryRecord =
                registryRecord.map(Settings.USAGE_REGISTRY_RECORD::checked).orElse("");
        this.robots = robots.list();
    }

    /**
     * Derives the namespace of this platform's identifiers from its name: 2 to 17 letters and digits, starting with a
     * letter (COUNTER API 5.1.0.1, Organization_ID).
     */
    static String namespace(String name) {
        String letters = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        String whole = letters.length() < 2 || letters.charAt(0) <= '9' ? "p" + letters : letters;
        return whole.substring(0, Math.min(whole.length(), MAX_NAMESPACE_LENGTH));
    }

    /** Returns the name of the platform in usage reports. */
    public String name() {
        return name;
    }

    /** Returns the URL of the platform's record in the COUNTER registry; empty if it is not registered. */
    public String registryRecord() {
        return registryRecord;
    }

    /** Returns a description of the robot patterns in use. */
    public String robots() {
        return robots == null ? "the built-in patterns" : "the built-in patterns and " + robots;
    }

    /** Returns a proprietary identifier, which consists of the platform's namespace, a colon and the value. */
    public String proprietary(String value) {
        return namespace + ":" + value;
    }
}
