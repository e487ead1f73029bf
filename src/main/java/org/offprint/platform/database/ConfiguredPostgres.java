package org.offprint.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** PostgreSQL server that the operator has configured instead of the embedded server. */
public final class ConfiguredPostgres {

    private static final int OLDEST = 15;
    private static final String TIMEOUT_SECONDS = "10";

    private ConfiguredPostgres() {}

    /**
     * Checks that the service can connect to the configured PostgreSQL server and that the server version is supported.
     *
     * @param user database user; null to use the user of the URL or of the operating system
     * @param password database password; null for none
     * @throws DatabaseStartException if the check fails, or the URL is not a PostgreSQL URL
     */
    public static void check(String url, String user, String password) {
        if (!new Driver().acceptsURL(url)) {
            throw new DatabaseStartException("QUARKUS_DATASOURCE_JDBC_URL (quarkus.datasource.jdbc.url) is "
                    + withoutParameters(url) + "; it must be a PostgreSQL JDBC URL, for example"
                    + " jdbc:postgresql://localhost:5432/offprint.");
        }
        Properties properties = new Properties();
        properties.put("connectTimeout", TIMEOUT_SECONDS);
        properties.put("loginTimeout", TIMEOUT_SECONDS);
        put(properties, "user", user);
        put(properties, "password", password);
        try (Connection connection = new Driver().connect(url, properties)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new DatabaseStartException("The database at " + withoutParameters(url) + " runs PostgreSQL "
                        + version + "; version " + OLDEST + " or newer is required.");
            }
        } catch (SQLException e) {
            throw new DatabaseStartException("The database at " + withoutParameters(url)
                    + " is unreachable or rejected the login: " + e.getMessage());
        }
    }

    private static void put(Properties properties, String name, String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** Removes the parameters of a JDBC URL, which may contain a password. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
