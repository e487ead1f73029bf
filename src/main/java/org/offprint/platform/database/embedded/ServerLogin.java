package org.offprint.platform.database.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** Port and password of the PostgreSQL server on the local host. */
public record ServerLogin(int port, String password) {

    static final String USER = "offprint";

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?ApplicationName=offprint";
    }

    /**
     * Opens a database connection outside of any pool. Uses the PostgreSQL driver directly, regardless of the
     * registered drivers.
     */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", USER);
        properties.put("password", password);
        properties.put("connectTimeout", "5");
        properties.put("socketTimeout", "60");
        return new Driver().connect(url(database), properties);
    }

    /** Returns the first column of the first row of a query, or null if there are no rows. */
    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
