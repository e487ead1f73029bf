package org.offprint.database;

import java.sql.SQLException;

/** A statement that failed. */
public final class SqlException extends RuntimeException {

    SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** The SQLState somewhere in the causes of this failure, or an empty text: what PostgreSQL calls it (appendix A). */
    public static String stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
