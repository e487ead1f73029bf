package org.offprint.database;

import java.sql.SQLException;

/** A statement that failed. */
public final class SqlException extends RuntimeException {

    SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** What was found without locks is not so any more: ends a transaction that is to be tried again from its start. */
    public static SqlException outdated(String what) {
        return new SqlException(new SQLException(what, "40001"));
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
