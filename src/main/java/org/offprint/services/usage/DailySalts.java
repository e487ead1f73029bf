package org.offprint.services.usage;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageEvent.Visitor;

/**
 * Hashes visitors with HMAC-SHA-256 and a salt that all nodes share for one day (UTC). The salt is deleted after the
 * views of the day have been counted. After the deletion, hashes can no longer be linked to visitors. Visitors cannot
 * be recognized across days.
 */
@Singleton
class DailySalts {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;

    DailySalts(Sql sql) {
        this.sql = sql;
    }

    /** Salt for the visitor hashes of one day. */
    static final class Salt {

        private final Mac mac;

        private Salt(byte[] salt) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(salt, ALGORITHM));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** Returns a random salt that is not shared with other nodes. */
        static Salt ofNobody() {
            return new Salt(random());
        }

        /**
         * Returns the hash of a visitor, truncated to 128 bits, which is enough to avoid collisions within a day. Not
         * thread-safe.
         */
        UUID hash(Visitor visitor) {
            // Separate the fields with a line break, which cannot occur in a header value.
            String text = visitor.hasSession()
                    ? "session\n" + visitor.session()
                    : "browser\n" + visitor.address() + "\n" + visitor.userAgent();
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        }
    }

    /** Returns the salt of a day, creating it if necessary. */
    Salt of(LocalDate day) {
        // The update locks the row of the salt, so that concurrent callers receive the same salt.
        return new Salt(sql.first(
                        "insert into usage_salt (day, salt) values (?, ?)"
                                + " on conflict (day) do update set salt = usage_salt.salt returning salt",
                        row -> row.getBytes("salt"),
                        day,
                        random())
                .orElseThrow());
    }

    /** Deletes the salts and sessions of all earlier days whose events have been counted. */
    void deleteBefore(LocalDate day) {
        String isCounted = " where day < ? and not exists (select from usage_batch"
                + " where first_at >= (day::timestamp at time zone 'UTC')"
                + " and first_at < ((day + 1)::timestamp at time zone 'UTC'))"
                + " and not exists (select from usage_event where at >= (day::timestamp at time zone 'UTC')"
                + " and at < ((day + 1)::timestamp at time zone 'UTC'))";
        sql.update("delete from usage_salt" + isCounted, day);
        sql.update("delete from usage_session" + isCounted, day);
    }

    private static byte[] random() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
