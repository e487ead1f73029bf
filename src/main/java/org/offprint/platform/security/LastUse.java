package org.offprint.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;

/** Writes down when a key was last used: at most once a minute a key, after the fact, and never at a request's cost. */
@Singleton
class LastUse {

    private static final Logger LOG = Logger.getLogger(LastUse.class);
    private static final int REMEMBERED = 10_000;

    // The second condition keeps several nodes from writing the same minute.
    private static final String UPDATE = "update api_key set last_used_at = now() where id = ?"
            + " and (last_used_at is null or last_used_at < now() - interval '1 minute')";

    private final Sql sql;
    private final Vertx vertx;
    private final Cache<UUID, Boolean> written = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    LastUse(Sql sql, Vertx vertx) {
        this.sql = sql;
        this.vertx = vertx;
    }

    void note(UUID key) {
        if (written.asMap().putIfAbsent(key, Boolean.TRUE) == null) {
            vertx.executeBlocking(() -> sql.update(UPDATE, key), false)
                    .onFailure(e -> LOG.warnf("The last use of key %s was not written: %s", key, e.getMessage()));
        }
    }
}
