package org.offprint.platform.http.requests;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the client address from {@code X-Forwarded-For}. Each proxy appends the address of its own client, so only the
 * last addresses come from trusted proxies. Earlier addresses may have been forged by the client.
 */
final class ForwardedFor {

    static final String HEADER = "X-Forwarded-For";

    private ForwardedFor() {}

    /**
     * Replaces a missing first address with {@code unknown} (RFC 7239, section 6.2). If the first address is empty, the
     * framework fails before its router runs, and never responds to the request.
     */
    static void complete(MultiMap headers) {
        String header = headers.get(HEADER);
        String first = header == null ? null : header.strip();
        if (first != null && (first.isEmpty() || first.charAt(0) == ',' || first.charAt(0) == ':')) {
            List<String> values = new ArrayList<>(headers.getAll(HEADER));
            values.set(0, "unknown" + first);
            headers.set(HEADER, values);
        }
    }

    /**
     * Returns the address that the outermost trusted proxy has appended to {@code X-Forwarded-For}. Returns null if
     * there is no header, or if the appended value is not an IP address.
     *
     * @param headers all values of the header, in order
     * @param hops number of trusted proxies that append an address; at least 1
     */
    static String client(List<String> headers, int hops) {
        String[] values = String.join(",", headers).split(",", -1);
        return address(values[Math.max(0, values.length - hops)].strip());
    }

    /** Removes the optional port from an IP address. Returns null if the string is not an IP address. */
    private static String address(String value) {
        int colon = value.indexOf(':');
        int bracket = value.indexOf(']');
        String bare = value;
        if (value.startsWith("[") && bracket > 0) {
            bare = value.substring(1, bracket);
        } else if (colon >= 0 && colon == value.lastIndexOf(':')) {
            bare = value.substring(0, colon);
        }
        byte[] bytes = bare.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(bare);
        return bytes == null ? null : NetUtil.bytesToIpAddress(bytes);
    }
}
