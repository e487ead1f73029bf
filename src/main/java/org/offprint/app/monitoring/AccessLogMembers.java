package org.offprint.app.monitoring;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Copies the fields of an access log line to separate members of the JSON log record. The format of the line is {@code
 * quarkus.http.access-log.pattern}.
 */
@LoggingFilter(name = "access-log-members")
public final class AccessLogMembers implements Filter {

    static final String CATEGORY = "io.quarkus.http.access-log";

    private static final String TRACE_ID = "traceId";

    /**
     * Names of the JSON members, in the order of the fields in the access log line. The user agent is the rest of the
     * access log line.
     */
    private static final List<String> MEMBERS = List.of(
            "client", "method", "path", "status", "bytes", "", "milliseconds", "", "requestId", TRACE_ID, "userAgent");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (CATEGORY.equals(record.getLoggerName())
                && record instanceof ExtLogRecord line
                && record.getMessage() != null) {
            String[] parts = line.getFormattedMessage().split(" ", MEMBERS.size());
            if (parts.length == MEMBERS.size()) {
                for (int i = 0; i < parts.length; i++) {
                    String member = MEMBERS.get(i);
                    boolean hasNoTrace = member.equals(TRACE_ID) && parts[i].equals("-");
                    if (!member.isEmpty() && !hasNoTrace) {
                        line.putMdc(member, unquoted(parts[i]));
                    }
                }
            }
        }
        return true;
    }

    /** Returns a quoted field without its quotes, and without the backslashes that escape quotes and backslashes. */
    private static String unquoted(String part) {
        return part.length() > 1 && part.startsWith("\"") && part.endsWith("\"")
                ? part.substring(1, part.length() - 1).replaceAll("\\\\([\\\\\"])", "$1")
                : part;
    }
}
