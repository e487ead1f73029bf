package org.offprint.platform.database.sql;

import java.sql.SQLException;

/** A statement that failed. */
public final class SqlException extends RuntimeException {

    public SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Wraps a failure for callers that do not declare it. */
    public static SqlException of(SQLException cause) {
        return new SqlException(cause);
    }

    /**
     * Reports that rows found without locks have changed: ends a transaction that is to be tried again from its start.
     */
    public static SqlException outdated(String what) {
        return new SqlException(new SQLException(what, "40001"));
    }

    /** The SQLState somewhere in the causes of this failure, or an empty text: what PostgreSQL calls it (appendix A). */
    public static String stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            // A commit that fails keeps its reason there.
            for (Throwable suppressed : cause.getSuppressed()) {
                if (!stateOf(suppressed).isEmpty()) {
                    return stateOf(suppressed);
                }
            }
        }
        return "";
    }

    /**
     * Reports whether this failed because of what was to be written, so that it would fail again: no word of a database
     * that is away, full or busy in it.
     */
    public static boolean isLasting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                String state = stateOf(failure);
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return stateOf(failure).isEmpty();
    }
}
