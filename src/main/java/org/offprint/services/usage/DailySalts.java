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
 * Makes hashes of visitors: HMAC-SHA-256 under a salt that all nodes share for a day (UTC) and that is deleted when the day
 * is counted. From then on nobody can find out whose a hash was, or that two days had the same visitor.
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

    /** The salt of one day. */
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

        /** Returns a salt that nobody else has. */
        static Salt ofNobody() {
            return new Salt(random());
        }

        /** Returns the hash of a visitor, cut so that two of a day still never meet; for one thread at a time. */
        UUID hash(Visitor visitor) {
            // Fields are apart by a character that no header can hold.
            String text = visitor.hasSession()
                    ? "session\n" + visitor.session()
                    : "browser\n" + visitor.address() + "\n" + visitor.userAgent();
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        }
    }

    /** Returns the salt of a day, which the first who needs it makes. */
    Salt of(LocalDate day) {
        // The update locks the row, so that the one who comes second is told what the first has put there.
        return new Salt(sql.first(
                        "insert into usage_salt (day, salt) values (?, ?)"
                                + " on conflict (day) do update set salt = usage_salt.salt returning salt",
                        row -> row.getBytes("salt"),
                        day,
                        random())
                .orElseThrow());
    }

    /** Deletes the salts and sessions of days before this one that are counted. */
    void forgetBefore(LocalDate day) {
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
