package org.offprint.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;

/**
 * Stores the last use of each API key, at most once per minute and key. The time is stored asynchronously, so requests
 * are not delayed.
 */
@Singleton
class LastUseRecorder {

    private static final Logger LOG = Logger.getLogger(LastUseRecorder.class);
    private static final int MAX_CACHED = 10_000;

    // Stores the last use of an API key. The condition on {@code last_used_at} ensures that only one node writes per
    // minute.
    private static final String UPDATE = "update api_key set last_used_at = now() where id = ?"
            + " and (last_used_at is null or last_used_at < now() - interval '1 minute')";

    private final Sql sql;
    private final Vertx vertx;
    private final Cache<UUID, Boolean> written = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    LastUseRecorder(Sql sql, Vertx vertx) {
        this.sql = sql;
        this.vertx = vertx;
    }

    void record(UUID key) {
        if (written.asMap().putIfAbsent(key, Boolean.TRUE) == null) {
            vertx.executeBlocking(() -> sql.update(UPDATE, key), false)
                    .onFailure(e -> LOG.warnf("Failed to store the last use of key %s: %s", key, e.getMessage()));
        }
    }
}
