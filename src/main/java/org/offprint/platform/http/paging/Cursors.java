package org.offprint.platform.http.paging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.SignedTokens;

/**
 * Encodes and decodes pagination cursors. A cursor token is opaque, URL-safe and signed, and is valid only for the
 * request parameters for which it was issued.
 */
public final class Cursors {

    private static final int DIGEST_LENGTH = 8;
    private static final int VERSION = 1;
    // Maximum length of a cursor token, which leaves space for the rest of an 8,192-byte URL.
    private static final int LONGEST_TOKEN = 7_000;

    private final SignedTokens tokens;

    /** Creates an encoder and decoder of cursors. The first key signs new cursors, and all keys verify them. */
    public Cursors(Supplier<List<byte[]>> keys) {
        tokens = new SignedTokens(keys);
    }

    /**
     * Returns the cursor token for a position in a sorted list. Throws IllegalArgumentException if the total length of
     * the sort values exceeds 5,000 bytes, so long strings must be sorted by their beginning.
     *
     * @param boundTo all parameters that determine the content and order of the list, as one string
     */
    public String encode(Cursor cursor, String boundTo) {
        String text = tokens.sign(payload(cursor, boundTo));
        if (text.length() > LONGEST_TOKEN) {
            throw new IllegalArgumentException("The sort values are too long for a cursor");
        }
        return text;
    }

    /**
     * Returns the list position that a cursor token encodes. The request is rejected with 400 and {@code
     * cursor-invalid} if this service did not issue the token. If the token was issued for different parameters, the
     * request is rejected with 400 and {@code cursor-mismatch}.
     */
    public Cursor decode(String token, String boundTo) {
        Optional<byte[]> payload = token.length() > LONGEST_TOKEN ? Optional.empty() : tokens.open(token);
        return cursor(payload.orElseThrow(Cursors::invalid), boundTo);
    }

    private static byte[] payload(Cursor cursor, String boundTo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(cursor.backwards());
            out.write(digest(boundTo));
            out.writeByte(cursor.keys().size());
            for (String key : cursor.keys()) {
                byte[] value = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
                out.writeShort(value == null ? -1 : value.length);
                out.write(value == null ? new byte[0] : value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Cursor cursor(byte[] payload, String boundTo) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            if (in.readByte() != VERSION) {
                throw invalid();
            }
            boolean backwards = in.readBoolean();
            if (!Arrays.equals(in.readNBytes(DIGEST_LENGTH), digest(boundTo))) {
                throw Problems.badParameter(
                        "cursor",
                        "cursor-mismatch",
                        "The cursor was issued for different parameters. Remove the cursor to start at the first"
                                + " page.");
            }
            List<String> values = new ArrayList<>();
            for (int left = in.readByte(); left > 0; left--) {
                int length = in.readShort();
                values.add(length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
            return new Cursor(backwards, values);
        } catch (IOException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return Problems.badParameter(
                "cursor", "cursor-invalid", "Must be an unchanged cursor from the `next` or `prev` link of a page.");
    }

    private static byte[] digest(String text) {
        return Arrays.copyOf(DigestUtils.sha256(text), DIGEST_LENGTH);
    }
}
