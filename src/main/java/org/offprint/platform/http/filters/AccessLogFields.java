package org.offprint.platform.http.filters;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.http.requests.ClientAddress;
import org.offprint.platform.http.requests.TraceId;

/**
 * Stores the access log fields that clients could forge as request attributes. The pattern of the access log refers to
 * these attributes as <code>%{d,client}</code>, <code>%{d,traceId}</code> and <code>%{d,userAgent}</code>.
 */
@Singleton
class AccessLogFields {

    /** Priority of the access log filter, which runs before the filter that sends cached responses. */
    private static final int PRIORITY = 70_000;

    private final boolean isOn;

    AccessLogFields(@ConfigProperty(name = "offprint.access-log") boolean isOn) {
        this.isOn = isOn;
    }

    void register(@Observes Filters filters) {
        if (isOn) {
            filters.register(this::store, PRIORITY);
        }
    }

    private void store(RoutingContext context) {
        context.put("client", ClientAddress.of(context.request()));
        context.put("traceId", TraceId.of(context.request()));
        context.put("userAgent", escaped(context.request().getHeader("User-Agent")));
        context.next();
    }

    /**
     * Escapes quotes, backslashes and control characters for the access log, like Apache httpd. Returns a hyphen for
     * null.
     */
    static String escaped(String value) {
        if (value == null) {
            return "-";
        }
        if (value.chars().noneMatch(AccessLogFields::isSpecial)) {
            return value;
        }
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
            } else if (isSpecial(c)) {
                escaped.append(String.format("\\x%02x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean isSpecial(int c) {
        return c == '"' || c == '\\' || Character.isISOControl(c);
    }
}
