package org.offprint.web.api.contract;

import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import io.quarkus.arc.Arc;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Stores registrations that wait for confirmation and were sent once long ago. */
final class SentRegistration {

    private SentRegistration() {}

    /** Stores a registration of a new article and returns its id. */
    static String of(String journal, String account) {
        String article = created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("title", "Sent")
                                .put("language", "en")
                                .put("type", "editorial"))
                .get("id")
                .textValue();
        Fixtures.publish(article);
        UUID id = Ids.next();
        UUID attempt = Ids.next();
        Sql sql = Arc.container().instance(Sql.class).get();
        sql.update(
                "insert into registration (id, account, kind, record, identifier, journal, state, hold, precedence,"
                        + " wanted_position, wanted_hash, marked_at, attempts, created_at, updated_at)"
                        + " values (?, ?::uuid, 'article', ?::uuid, ?, ?::uuid, 'held', 'confirm', 0, 0, '', now(), 1, now(),"
                        + " now())",
                id,
                account,
                article,
                "10.55555/" + id,
                journal);
        sql.update(
                "insert into registration_attempt (id, account, state, file_name, batch, timestamp, payload,"
                        + " payload_sha256, payload_type, started_at, outcome, ended_at)"
                        + " values (?, ?::uuid, 'ended', ?, ?, 20260101000000000, decode(?, 'base64'), '', 'application/xml',"
                        + " now(), 'lost', now())",
                attempt,
                account,
                attempt + ".xml",
                attempt.toString(),
                // The payload is empty and compressed with gzip.
                "H4sIAAAAAAAAAwMAAAAAAAAAAAA=");
        sql.update(
                "insert into registration_attempt_item (attempt, registration, number, hash, parts, withdrawn, outcome)"
                        + " values (?, ?, 1, '', '{}', false, 'lost')",
                attempt,
                id);
        return id.toString();
    }
}
