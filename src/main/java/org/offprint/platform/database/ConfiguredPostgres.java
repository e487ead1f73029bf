package org.offprint.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** The server that whoever runs the service has configured. */
public final class ConfiguredPostgres {

    private static final int OLDEST = 15;
    private static final String PATIENCE_SECONDS = "10";

    private ConfiguredPostgres() {}

    /**
     * Sees whether it lets the service in and is new enough.
     *
     * @param user null where the URL says it or the system's is meant
     * @param password null for none
     * @throws DatabaseStartException where it does not, or the URL is none of PostgreSQL
     */
    public static void check(String url, String user, String password) {
        if (!new Driver().acceptsURL(url)) {
            throw new DatabaseStartException("QUARKUS_DATASOURCE_JDBC_URL (quarkus.datasource.jdbc.url) is "
                    + withoutParameters(url) + "; it must be such as jdbc:postgresql://localhost:5432/offprint.");
        }
        Properties properties = new Properties();
        properties.put("connectTimeout", PATIENCE_SECONDS);
        properties.put("loginTimeout", PATIENCE_SECONDS);
        put(properties, "user", user);
        put(properties, "password", password);
        try (Connection connection = new Driver().connect(url, properties)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new DatabaseStartException("The database at " + withoutParameters(url) + " is of PostgreSQL "
                        + version + "; it must be " + OLDEST + " or newer.");
            }
        } catch (SQLException e) {
            throw new DatabaseStartException(
                    "The database at " + withoutParameters(url) + " does not let the service in: " + e.getMessage());
        }
    }

    private static void put(Properties properties, String name, String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** A password may be among the parameters. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
