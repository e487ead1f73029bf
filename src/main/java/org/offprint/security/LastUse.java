package org.offprint.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes down when a key was last used: at most once a minute a key, after the fact, and never at a request's cost. */
@Singleton
class LastUse {

    private static final Logger LOG = Logger.getLogger(LastUse.class);
    private static final int REMEMBERED = 10_000;

    // The second condition keeps several nodes from writing the same minute.
    private static final String UPDATE = "update api_key set last_used_at = now() where id = ?"
            + " and (last_used_at is null or last_used_at < now() - interval '1 minute')";

    private final AgroalDataSource database;
    private final Vertx vertx;
    private final Cache<UUID, Boolean> written = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    LastUse(AgroalDataSource database, Vertx vertx) {
        this.database = database;
        this.vertx = vertx;
    }

    void note(UUID key) {
        if (written.asMap().putIfAbsent(key, Boolean.TRUE) == null) {
            vertx.executeBlocking(() -> write(key), false)
                    .onFailure(e -> LOG.warnf("The last use of key %s was not written: %s", key, e.getMessage()));
        }
    }

    private Void write(UUID key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setObject(1, key);
            statement.executeUpdate();
            return null;
        }
    }
}
