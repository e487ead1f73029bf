package org.offprint.services.usage.reports;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Settings;
import org.offprint.services.usage.Robots;

/** The names by which reports call this service and who it reports to. */
@Singleton
public class UsagePlatform {

    /** The customer that stands for everybody (COUNTER 5.1, section 3.3.1). */
    public static final String THE_WORLD_ID = "0000000000000000";

    public static final String THE_WORLD = "The World";

    private static final int LONGEST_NAMESPACE = 17;

    private final String name;
    private final String namespace;
    private final String registryRecord;
    private final String robots;

    UsagePlatform(
            @ConfigProperty(name = "offprint.usage.platform") String name,
            @ConfigProperty(name = "offprint.usage.registry-record") Optional<String> registryRecord,
            Robots robots) {
        this.name = Settings.USAGE_PLATFORM.checked(name);
        namespace = namespace(this.name);
        this.registryRecord =
                registryRecord.map(Settings.USAGE_REGISTRY_RECORD::checked).orElse("");
        this.robots = robots.list();
    }

    /**
     * Makes the namespace of identifiers: 2 to 17 letters and digits, of which the first is a letter (COUNTER API 5.1.0.1,
     * Organization_ID).
     */
    static String namespace(String name) {
        String letters = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        String whole = letters.length() < 2 || letters.charAt(0) <= '9' ? "p" + letters : letters;
        return whole.substring(0, Math.min(whole.length(), LONGEST_NAMESPACE));
    }

    /** Returns the name of the platform. */
    public String name() {
        return name;
    }

    /** Returns the address of the platform's record in the registry of COUNTER; empty for none. */
    public String registryRecord() {
        return registryRecord;
    }

    /** Says which list of robots is used. */
    public String robots() {
        return robots == null ? "the service's own patterns" : "the service's own patterns and " + robots;
    }

    /** Returns an identifier of this platform's own: its namespace and the value. */
    public String proprietary(String value) {
        return namespace + ":" + value;
    }
}
