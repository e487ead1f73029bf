package org.offprint.kernel.identifiers;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Record ids: UUIDs of version 7, which sort by creation time. */
public final class Ids {

    private static final int LENGTH = 36;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Timestamp of the last created id. The upper 48 of its 60 bits are the milliseconds since 1970; the lower 12 bits
     * are the fraction of a millisecond.
     */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /**
     * Returns a new record id (RFC 9562, section 5.7, with a fraction of the millisecond per section 6.2, method 3).
     * The new id is greater than all earlier ids of this process, even if the system clock is set back.
     */
    public static UUID next() {
        long time = LAST.updateAndGet(last -> Math.max(last + 1, now()));
        long high = (time >>> 12 << 16) | 0x7000 | (time & 0xFFF);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * Parses a record id: a UUID of any version, as 32 hexadecimal digits in five groups, in uppercase or lowercase.
     *
     * @throws InvalidValueException {@code id-format}
     */
    public static UUID parse(String text) {
        if (!isUuidShaped(text)) {
            throw new InvalidValueException(
                    "id-format",
                    PastedText.quoted(PastedText.trimmed(text))
                            + " is not an id. Use a UUID such as 019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f.");
        }
        return UUID.fromString(text);
    }

    /** Parses a UUID. Returns empty if the text is null or not a UUID. */
    public static Optional<UUID> parsed(String text) {
        return isUuidShaped(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * Returns whether the text has the form of a UUID and therefore cannot be a slug. Returns false if the text is
     * null.
     */
    public static boolean isUuidShaped(String text) {
        if (text == null || text.length() != LENGTH) {
            return false;
        }
        // The UUID check is hand-written for speed, because every request with a record id runs it.
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? c != '-' : !isHexadecimal(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexadecimal(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static long now() {
        Instant now = Instant.now();
        long fraction = (now.getNano() % 1_000_000L << 12) / 1_000_000;
        return now.toEpochMilli() << 12 | fraction;
    }
}
