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
 * A row of the trail.
 *
 * @param position counted from 1 without gaps
 * @param at in microseconds
 * @param address the network that the request came from; null where no request did it
 * @param before SHA-256 of what was there, null for nothing
 * @param after SHA-256 of what is there since, null for nothing
 * @param request the id of the request; null where no request did it
 * @param hash SHA-256 of {@link #text} after the hash of the row before; null until it is known
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

    /** Returns a copy at this place of the chain. */
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

    /** Computes the hash that this row has after a row with that hash. */
    byte[] hashAfter(byte[] previous) {
        return DigestUtils.sha256(hex(previous) + "\n" + text());
    }

    /** The row as its hash covers it: a line each, empty for what there is not. No value has a line break. */
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

    /** Returns bytes as hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
