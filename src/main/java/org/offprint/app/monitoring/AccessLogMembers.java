package org.offprint.app.monitoring;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Adds the fields of an access log line as separate members to the JSON log record. The setting {@code
 * quarkus.http.access-log.pattern} defines the format of the line.
 */
@LoggingFilter(name = "access-log-members")
public final class AccessLogMembers implements Filter {

    static final String CATEGORY = "io.quarkus.http.access-log";

    private static final String TRACE_ID = "traceId";

    /**
     * Names of the JSON members, in the order of the fields in an access log line. The user agent is the last field,
     * because its value may contain spaces.
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

    /** Removes the surrounding quotes and the escape backslashes from a quoted field. */
    private static String unquoted(String part) {
        return part.length() > 1 && part.startsWith("\"") && part.endsWith("\"")
                ? part.substring(1, part.length() - 1).replaceAll("\\\\([\\\\\"])", "$1")
                : part;
    }
}
