package org.offprint.platform.webhooks.sending;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.platform.http.PublicAddresses;

/**
 * The address of a receiver, in the parts that a request needs.
 *
 * @param isSecure whether by TLS
 * @param host in ASCII; without the brackets of an IPv6 address
 * @param target path and query, percent-encoded
 */
public record ReceiverAddress(boolean isSecure, String host, int port, String target) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Returns the parts of an address; empty where it has none that can be asked. */
    static Optional<ReceiverAddress> of(String url) {
        try {
            URI uri = new URI(new URI(WebUrl.escaped(url)).toASCIIString());
            String authority = uri.getRawAuthority();
            if (authority == null || authority.indexOf('@') >= 0) {
                return Optional.empty();
            }
            boolean isLiteral = authority.startsWith("[");
            int colon = authority.indexOf(':', isLiteral ? authority.indexOf(']') : 0);
            String name = colon < 0 ? authority : authority.substring(0, colon);
            boolean isSecure = "https".equalsIgnoreCase(uri.getScheme());
            int port = colon < 0 || colon == authority.length() - 1
                    ? isSecure ? HTTPS : HTTP
                    : Integer.parseInt(authority.substring(colon + 1));
            String host = isLiteral ? name.substring(1, name.length() - 1) : ascii(url);
            String path = uri.getRawPath();
            String target = (path == null || path.isEmpty() ? "/" : path)
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return port < 1 || port > 65_535 || host.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ReceiverAddress(isSecure, host, port, target));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the host of an address as the DNS knows it (RFC 5891). */
    private static String ascii(String url) {
        int from = url.indexOf("://") + 3;
        int to = from;
        while (to < url.length() && "/?#:".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        return IDN.toASCII(url.substring(from, to));
    }

    /** Returns the value of the header Host. */
    String hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (isSecure ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    /** Reports whether the host is an address in figures, and not a name. */
    boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /**
     * Returns what keeps requests from being sent to an address, as far as that can be told without a look at the
     * network.
     *
     * @param nearToo whether addresses of networks of one's own, and those without TLS, are taken too
     * @return null for nothing
     */
    public static String fault(String url, boolean nearToo) {
        Optional<ReceiverAddress> address = of(url);
        if (address.isEmpty()) {
            return "No request can be sent to this address.";
        }
        if (url.indexOf('#') >= 0) {
            return "What stands behind # never comes to a server; leave it out.";
        }
        if (nearToo) {
            return null;
        }
        if (!address.get().isSecure()) {
            return "The address must begin with https://.";
        }
        return address.get().isLiteral() && !address.get().isPublicLiteral()
                ? "This is no address of the public internet."
                : null;
    }

    private boolean isPublicLiteral() {
        try {
            return PublicAddresses.include(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
