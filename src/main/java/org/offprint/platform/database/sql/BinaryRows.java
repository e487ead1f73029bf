package org.offprint.platform.database.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Rows in the binary format of {@code COPY} (PostgreSQL 15, COPY, "Binary Format"), which the server reads without
 * parsing text. Each row starts with its number of columns, followed by the column values in order. Each value is added
 * with the method for its column type.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final short END = -1;
    /** Epoch of PostgreSQL timestamps: 2000-01-01, in microseconds since 1970-01-01 UTC. */
    private static final long EPOCH = 946_684_800_000_000L;

    private ByteBuffer rows = ByteBuffer.allocate(8_192);

    /** Elements of a one-dimensional SQL array without nulls ({@code array_send} in PostgreSQL 15). */
    public static final class Elements {

        // PostgreSQL type OIDs from pg_type, which never change.
        private static final int TIMESTAMPTZ = 1184;
        private static final int UUIDS = 2950;
        private static final int HEAD = 5 * Integer.BYTES;

        private final int type;
        private ByteBuffer elements = ByteBuffer.allocate(1_024);
        private int count;

        private Elements(int type) {
            this.type = type;
        }

        /** Creates an empty SQL array of {@code timestamptz} elements. */
        public static Elements ofTimes() {
            return new Elements(TIMESTAMPTZ);
        }

        /** Creates an empty SQL array of {@code uuid} elements. */
        public static Elements ofUuids() {
            return new Elements(UUIDS);
        }

        /**
         * Adds a time to an SQL array of {@code timestamptz} elements.
         *
         * @param micros time in microseconds since 1970-01-01 UTC
         */
        public void add(long micros) {
            elements = withRoom(elements, Integer.BYTES + Long.BYTES);
            putTime(elements, micros);
            count++;
        }

        /** Adds a UUID, which must not be null, to an SQL array of {@code uuid} elements. */
        public void add(UUID value) {
            elements = withRoom(elements, Integer.BYTES + 2 * Long.BYTES);
            putUuid(elements, value);
            count++;
        }
    }

    public BinaryRows() {
        // The header of the binary COPY format has no flags and no extension area.
        rows.put(SIGNATURE).putInt(0).putInt(0);
    }

    private static ByteBuffer withRoom(ByteBuffer buffer, int bytes) {
        return buffer.remaining() >= bytes
                ? buffer
                : ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes))
                        .put(buffer.flip());
    }

    private ByteBuffer withRoomFor(int bytes) {
        rows = withRoom(rows, bytes);
        return rows;
    }

    private static void putTime(ByteBuffer buffer, long micros) {
        buffer.putInt(Long.BYTES).putLong(micros - EPOCH);
    }

    private static void putUuid(ByteBuffer buffer, UUID value) {
        buffer.putInt(2 * Long.BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    /** Begins a COPY row with the given number of columns. */
    public void begin(int columns) {
        withRoomFor(Short.BYTES).putShort((short) columns);
    }

    /**
     * Adds a {@code timestamptz} column value to the COPY row.
     *
     * @param micros time in microseconds since 1970-01-01 UTC
     */
    public void time(long micros) {
        putTime(withRoomFor(Integer.BYTES + Long.BYTES), micros);
    }

    /** Adds a {@code uuid} column value to the COPY row. A Java null becomes an SQL null. */
    public void uuid(UUID value) {
        if (value == null) {
            addNull();
        } else {
            putUuid(withRoomFor(Integer.BYTES + 2 * Long.BYTES), value);
        }
    }

    /** Adds a {@code boolean} column value to the COPY row. */
    public void bool(boolean value) {
        withRoomFor(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    /** Adds a {@code text} column value to the COPY row. A Java null becomes an SQL null. */
    public void text(String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a {@code bytea} column value to the COPY row. A Java null becomes an SQL null. */
    public void bytes(byte[] value) {
        if (value == null) {
            addNull();
        } else {
            withRoomFor(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    /** Adds an array column value with at least one element to the COPY row. A Java null becomes an SQL null. */
    public void array(Elements values) {
        if (values == null) {
            addNull();
            return;
        }
        ByteBuffer elements = values.elements.duplicate().flip();
        withRoomFor(Integer.BYTES + Elements.HEAD + elements.remaining())
                .putInt(Elements.HEAD + elements.remaining())
                // The SQL array has one dimension, no nulls, and indexes that start at 1.
                .putInt(1)
                .putInt(0)
                .putInt(values.type)
                .putInt(values.count)
                .putInt(1)
                .put(elements);
    }

    private void addNull() {
        withRoomFor(Integer.BYTES).putInt(NULL);
    }

    /** Returns all COPY rows as bytes, followed by the end marker. */
    byte[] toBytes() {
        ByteBuffer whole = withRoomFor(Short.BYTES).duplicate().putShort(END).flip();
        byte[] bytes = new byte[whole.remaining()];
        whole.get(bytes);
        return bytes;
    }
}
