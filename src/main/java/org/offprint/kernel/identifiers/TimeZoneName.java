package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A time zone by its name in the IANA database, such as {@code Asia/Shanghai}; offsets are not names.
 *
 * @param value the name in the database's own case
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Za-z0-9_+/-]+$",
        examples = {"Asia/Shanghai", "UTC"},
        description = "A time zone by its name in the IANA database.")
public record TimeZoneName(@JsonValue String value) {

    /** Names by their lower case. Java's own SystemV zones are not in the database. */
    private static final Map<String, String> NAMES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    /**
     * Reads it as {@link #parse} does.
     *
     * @throws InvalidValueException {@code time-zone-unknown}
     */
    public TimeZoneName {
        String pasted = Pasted.trimmed(value);
        value = NAMES.get(pasted.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new InvalidValueException(
                    "time-zone-unknown",
                    Pasted.quoted(pasted)
                            + " is not in the IANA time zone database, which has names like Asia/Shanghai.");
        }
    }

    /**
     * Reads a name in any case.
     *
     * @throws InvalidValueException {@code time-zone-unknown}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TimeZoneName parse(String text) {
        return new TimeZoneName(text);
    }

    /** The zone itself. */
    public ZoneId zone() {
        return ZoneId.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
