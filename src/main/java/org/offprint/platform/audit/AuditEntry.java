package org.offprint.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.platform.database.sql.Sql;

/**
 * Row of the audit trail.
 *
 * @param position position of the row in the trail, counted from 1 without gaps
 * @param at time of the action, with microsecond precision
 * @param address network of the client; null if no request caused the action
 * @param before SHA-256 of the object's state before the action; null for none
 * @param after SHA-256 of the object's state after the action; null for none
 * @param request id of the HTTP request; null if no request caused the action
 * @param hash SHA-256 of the previous row's hash followed by {@link #text}; null until the hash is computed
 */
public record AuditEntry(
        long position,
        Instant at,
        String actorKind,
        String actor,
        String address,
        String action,
        String objectKind,
        String object,
        byte[] before,
        byte[] after,
        String request,
        byte[] hash) {

    static final String COLUMNS = "position, at, actor_kind, actor, address, action, object_kind, object, before_hash,"
            + " after_hash, request, hash";

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("position"),
                Sql.instant(row, "at"),
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("address"),
                row.getString("action"),
                row.getString("object_kind"),
                row.getString("object"),
                row.getBytes("before_hash"),
                row.getBytes("after_hash"),
                row.getString("request"),
                row.getBytes("hash"));
    }

    /**
     * Returns a copy of this audit row with the given position and timestamp, and with its hash.
     *
     * @param previous hash of the previous row
     */
    AuditEntry after(byte[] previous, long place, Instant time) {
        AuditEntry placed = new AuditEntry(
                place, time, actorKind, actor, address, action, objectKind, object, before, after, request, null);
        return new AuditEntry(
                place,
                time,
                actorKind,
                actor,
                address,
                action,
                objectKind,
                object,
                before,
                after,
                request,
                placed.hashAfter(previous));
    }

    /** Computes the hash of this audit row from the hash of the previous row. */
    byte[] hashAfter(byte[] previous) {
        return DigestUtils.sha256(hex(previous) + "\n" + text());
    }

    /**
     * Returns the text that the hash of this audit row covers, with one line per column. A null column becomes an empty
     * line. No column value contains a line break.
     */
    private String text() {
        String[] lines = {
            Long.toString(position),
            MICROSECONDS.format(at),
            actorKind,
            actor,
            address,
            action,
            objectKind,
            object,
            before == null ? null : hex(before),
            after == null ? null : hex(after),
            request
        };
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(Objects.requireNonNullElse(line, "")).append('\n');
        }
        return text.toString();
    }

    Object[] parameters() {
        return new Object[] {
            position, at, actorKind, actor, address, action, objectKind, object, before, after, request, hash
        };
    }

    /** Encodes bytes as hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
