package org.offprint.platform.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.offprint.platform.people.RightsChanges;

/** Creates API keys for tests and reads their database rows. */
@Singleton
class Keys {

    private final RightsChanges changes;
    private final EntityManager entities;

    Keys(RightsChanges changes, EntityManager entities) {
        this.changes = changes;
        this.entities = entities;
    }

    ApiKey.Issued admin() {
        return issue("Ada", Role.ADMIN, null, null);
    }

    ApiKey.Issued editor() {
        return issue("Eve", Role.EDITOR, null, null);
    }

    ApiKey.Issued editorOf(UUID... journals) {
        return issue("Eve", Role.EDITOR, List.of(journals), null);
    }

    ApiKey.Issued issue(String name, String role, Collection<UUID> journals, Instant expiresAt) {
        return QuarkusTransaction.requiringNew().call(() -> ApiKey.issue(name, role, journals, expiresAt));
    }

    void revoke(UUID id) {
        changes.run(() -> ApiKey.<ApiKey>findById(id).revoke());
    }

    void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }

    Object single(String query, Object... parameters) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var prepared = entities.createNativeQuery(query, Object.class);
            for (int i = 0; i < parameters.length; i++) {
                prepared.setParameter(i + 1, parameters[i]);
            }
            return prepared.getSingleResult();
        });
    }

    /**
     * Runs the action while the database contains no keys. Then restores the keys of other tests and deletes new keys.
     */
    void withoutKeys(Runnable action) {
        sql("create table api_key_kept as select * from api_key");
        try {
            sql("delete from api_key");
            action.run();
        } finally {
            sql("delete from api_key");
            sql("insert into api_key select * from api_key_kept");
            sql("drop table api_key_kept");
        }
    }
}
