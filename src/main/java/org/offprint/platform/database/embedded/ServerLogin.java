package org.offprint.platform.database.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** The login of the server at a port of this machine. */
public record ServerLogin(int port, String password) {

    static final String USER = "offprint";

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?ApplicationName=offprint";
    }

    /** A connection of its own, outside any pool; the driver is asked directly, whatever else is registered. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", USER);
        properties.put("password", password);
        properties.put("connectTimeout", "5");
        properties.put("socketTimeout", "60");
        return new Driver().connect(url(database), properties);
    }

    /** The first column of the first row, or null where there is none. */
    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
