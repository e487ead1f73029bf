package org.offprint.database.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Rows in the binary form of {@code COPY} (PostgreSQL 15, COPY, "Binary Format"), which the server takes without parsing.
 * A row is begun with the number of its columns, and all of its values follow in their order, each of them in the form of
 * the type of its column.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final short END = -1;
    /** Of PostgreSQL's timestamps: 2000-01-01 in microseconds since 1970. */
    private static final long EPOCH = 946_684_800_000_000L;

    private ByteBuffer rows = ByteBuffer.allocate(8_192);

    public BinaryRows() {
        // Neither flags nor an extension of the header.
        rows.put(SIGNATURE).putInt(0).putInt(0);
    }

    private ByteBuffer withRoomFor(int bytes) {
        if (rows.remaining() < bytes) {
            rows = ByteBuffer.allocate(Math.max(2 * rows.capacity(), rows.position() + bytes))
                    .put(rows.flip());
        }
        return rows;
    }

    /** Begins a row. */
    public void begin(int columns) {
        withRoomFor(Short.BYTES).putShort((short) columns);
    }

    /** Adds a {@code timestamptz}, in microseconds since 1970. */
    public void time(long micros) {
        withRoomFor(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(micros - EPOCH);
    }

    /** Adds a {@code uuid}; null for none. */
    public void uuid(UUID value) {
        if (value == null) {
            addNull();
        } else {
            withRoomFor(Integer.BYTES + 2 * Long.BYTES)
                    .putInt(2 * Long.BYTES)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits());
        }
    }

    /** Adds a {@code boolean}. */
    public void bool(boolean value) {
        withRoomFor(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    /** Adds a {@code text}; null for none. */
    public void text(String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a {@code bytea}; null for none. */
    public void bytes(byte[] value) {
        if (value == null) {
            addNull();
        } else {
            withRoomFor(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    private void addNull() {
        withRoomFor(Integer.BYTES).putInt(NULL);
    }

    /** Returns all rows and the end of them. */
    byte[] toBytes() {
        ByteBuffer whole = withRoomFor(Short.BYTES).duplicate().putShort(END).flip();
        byte[] bytes = new byte[whole.remaining()];
        whole.get(bytes);
        return bytes;
    }
}
