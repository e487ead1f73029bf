package org.offprint.journal.confirmations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.identifiers.Orcid;

/**
 * Payload of a confirmation link: the article, the contributor's ORCID iD and name, and the expiry time in whole
 * seconds.
 *
 * @param id id of the link, for detecting repeated use
 */
public record ConfirmationLink(UUID id, UUID article, Orcid orcid, String name, Instant expiresAt) {

    /**
     * Format number of the link payload. Preview links are signed with the same keys, but have a different format
     * number.
     */
    private static final byte FORMAT = 2;

    private static final int FIXED_LENGTH = 1 + 2 * Long.BYTES + 2 * Long.BYTES + Long.BYTES + 19;

    /** Maximum length of a contributor's name in a link, in bytes. */
    static final int MAX_NAME_BYTES = 600;

    byte[] payload() {
        byte[] spoken = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_LENGTH + spoken.length)
                .put(FORMAT)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(article.getMostSignificantBits())
                .putLong(article.getLeastSignificantBits())
                .putLong(expiresAt.getEpochSecond())
                .put(orcid.bare().getBytes(StandardCharsets.US_ASCII))
                .put(spoken)
                .array();
    }

    static Optional<ConfirmationLink> read(byte[] bytes) {
        ByteBuffer payload = ByteBuffer.wrap(bytes);
        if (bytes.length < FIXED_LENGTH || payload.get() != FORMAT) {
            return Optional.empty();
        }
        UUID id = new UUID(payload.getLong(), payload.getLong());
        UUID article = new UUID(payload.getLong(), payload.getLong());
        Instant end = Instant.ofEpochSecond(payload.getLong());
        byte[] orcid = new byte[19];
        payload.get(orcid);
        byte[] name = new byte[payload.remaining()];
        payload.get(name);
        return Optional.of(new ConfirmationLink(
                id,
                article,
                Orcid.parse(new String(orcid, StandardCharsets.US_ASCII)),
                new String(name, StandardCharsets.UTF_8),
                end));
    }
}
