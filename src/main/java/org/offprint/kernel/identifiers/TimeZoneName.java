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
 * Time zone, identified by its name in the IANA time zone database, such as {@code Asia/Shanghai}. UTC offsets are
 * rejected.
 *
 * @param value time zone name, with the capitalization of the IANA database
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Za-z0-9_+/-]+$",
        examples = {"Asia/Shanghai", "UTC"},
        description = "Time zone name of the IANA time zone database, for example `Asia/Shanghai`. Upper and"
                + " lower case are accepted; offsets are not.")
public record TimeZoneName(@JsonValue String value) {

    /**
     * Time zone names, keyed by their lowercase form. Java's own SystemV zones are excluded, because they are not in
     * the IANA database.
     */
    private static final Map<String, String> NAMES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    /**
     * Normalizes the time zone name. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code time-zone-unknown}
     */
    public TimeZoneName {
        String pasted = PastedText.trimmed(value);
        value = NAMES.get(pasted.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new InvalidValueException(
                    "time-zone-unknown",
                    PastedText.quoted(pasted)
                            + " is not in the IANA time zone database. Use a name such as Asia/Shanghai.");
        }
    }

    /**
     * Parses a time zone name, ignoring case.
     *
     * @throws InvalidValueException {@code time-zone-unknown}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TimeZoneName parse(String text) {
        return new TimeZoneName(text);
    }

    /** Returns the corresponding Java time zone. */
    public ZoneId zone() {
        return ZoneId.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
