package org.offprint.platform.http.filters;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.http.requests.ClientAddress;

/**
 * Stores the access log fields that clients could forge as attributes of the request. The pattern of the access log
 * refers to these attributes as <code>%{d,client}</code> and <code>%{d,userAgent}</code>.
 */
@Singleton
class AccessLogFields {

    private final boolean isOn;

    AccessLogFields(@ConfigProperty(name = "offprint.access-log") boolean isOn) {
        this.isOn = isOn;
    }

    /** Stores the client address and the escaped user agent, if the access log is enabled. */
    void store(RoutingContext context) {
        if (isOn) {
            context.put("client", ClientAddress.of(context.request()));
            context.put("userAgent", escaped(context.request().getHeader("User-Agent")));
        }
    }

    /**
     * Escapes quotes, backslashes and control characters for the access log, as Apache httpd does. Returns a hyphen for
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
