package org.offprint.platform.database.sql;

import java.sql.SQLException;

/** Thrown if an SQL statement failed. */
public final class SqlException extends RuntimeException {

    /** SQLState of a statement that failed because the disk of the database is full (PostgreSQL appendix A). */
    public static final String DISK_FULL = "53100";

    public SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Wraps a checked SQL exception for callers that do not declare it. */
    public static SqlException of(SQLException cause) {
        return new SqlException(cause);
    }

    /**
     * Returns an exception to throw if rows that were read without locks have changed since. The current transaction is
     * then rolled back and retried.
     */
    public static SqlException outdated(String what) {
        return new SqlException(new SQLException(what, "40001"));
    }

    /**
     * Returns the first SQLState found in a failure and its causes (PostgreSQL appendix A), or an empty string if there
     * is none.
     */
    public static String stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            // If a commit fails, the cause is among the suppressed exceptions.
            for (Throwable suppressed : cause.getSuppressed()) {
                if (!stateOf(suppressed).isEmpty()) {
                    return stateOf(suppressed);
                }
            }
        }
        return "";
    }

    /**
     * Returns whether the data itself caused an SQL failure, so that a retry would also fail. Returns false if the
     * database is unreachable, full or busy.
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
