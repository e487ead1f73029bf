package org.offprint.platform.http.requests;

import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the client address from {@code X-Forwarded-For}. Each proxy appends the address of its own client, so only the
 * last addresses come from trusted proxies. Clients can forge all earlier addresses.
 */
final class ForwardedFor {

    private ForwardedFor() {}

    /**
     * Returns the address that the outermost trusted proxy has appended to {@code X-Forwarded-For}.
     *
     * @param headers all headers of this name, in order
     * @param hops number of trusted proxies that append an address; at least 1
     * @return null if there is no header, or if the appended value is not an IP address
     */
    static String client(List<String> headers, int hops) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            values.addAll(List.of(header.split(",", -1)));
        }
        return values.isEmpty()
                ? null
                : address(values.get(Math.max(0, values.size() - hops)).strip());
    }

    /** Returns an IP address without its port, or null if the string is not an IP address with an optional port. */
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
