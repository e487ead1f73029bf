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
 * URL of a webhook receiver, split into the components that a request needs.
 *
 * @param isSecure whether to use TLS
 * @param host host in ASCII, without the brackets of an IPv6 address
 * @param target path and query, percent-encoded
 */
public record ReceiverAddress(boolean isSecure, String host, int port, String target) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Parses the URL of a webhook receiver. Returns empty if requests cannot be sent to the URL. */
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

    /** Returns the ASCII form of a URL's host name, for DNS (RFC 5891). */
    private static String ascii(String url) {
        int from = url.indexOf("://") + 3;
        int to = from;
        while (to < url.length() && "/?#:".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        return IDN.toASCII(url.substring(from, to));
    }

    /** Returns the value of the Host header for requests to the receiver. */
    String hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (isSecure ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    /** Returns whether the host of the receiver is an IP address instead of a name. */
    boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /**
     * Returns the reason why requests cannot be sent to a URL, if it can be determined without network access.
     *
     * @param nearToo whether to allow private addresses and URLs without TLS
     * @return reason as a sentence; null if there is none
     */
    public static String problem(String url, boolean nearToo) {
        Optional<ReceiverAddress> address = of(url);
        if (address.isEmpty()) {
            return "The URL must have a host and no credentials, for example https://example.org/hook.";
        }
        if (url.indexOf('#') >= 0) {
            return "Remove `#` and the text after it from the URL; fragments are not sent to servers.";
        }
        if (nearToo) {
            return null;
        }
        if (!address.get().isSecure()) {
            return "The URL must begin with https://.";
        }
        return address.get().isLiteral() && !address.get().isPublicLiteral()
                ? "The URL must have a public IP address."
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
